import { Money } from "@/components/ui/money";
import type { ProductView } from "@/lib/orders/catalog-queries";
import { type AddState, AddToCart } from "./add-to-cart";
import { Drawing } from "./drawing";

export function ProductCard({
  product,
  currency,
  eager,
  add,
}: {
  product: ProductView;
  currency: string;
  /** True for what is seen first: its picture is not waited for. */
  eager: boolean;
  add: (previous: AddState, form: FormData) => Promise<AddState>;
}) {
  return (
    <article className="prod" aria-labelledby={`p-${product.code}`}>
      <div className="prod__pic">
        <Drawing skuCode={product.code} eager={eager} />
      </div>
      <div className="prod__row">
        <div>
          <h2 id={`p-${product.code}`}>{product.name}</h2>
          <p className="price">
            <Money amountMinor={product.priceMinor} currency={currency} />
          </p>
        </div>
        <AddToCart code={product.code} name={product.name} action={add} />
      </div>
    </article>
  );
}
