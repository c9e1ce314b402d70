import type { Metadata } from "next";
import { Foot } from "@/components/store/foot";
import { STORE } from "@/components/store/messages";
import { ProductCard } from "@/components/store/product-card";
import { CATEGORIES, SHOP } from "@/components/store/shop";
import { ShopBar } from "@/components/store/shop-bar";
import { Empty } from "@/components/ui/empty";
import { formatMoney } from "@/components/ui/format";
import { listProducts } from "@/lib/orders/catalog-queries";
import { addToCartAction, chooseCurrencyAction } from "./actions";
import { currentCurrency, findCart, isOpen } from "./cart-cookie";

export const metadata: Metadata = { title: SHOP.name };

/** How many pictures a desktop shows at once. */
const EAGER_COUNT = 8;

const leadText = (currency: string): string =>
  currency === "EUR"
    ? STORE.leadText(formatMoney(450, "EUR"), formatMoney(8000, "EUR"))
    : STORE.leadTextShort;

export default async function ShopPage({
  searchParams,
}: {
  searchParams: Promise<{ category?: string | string[] }>;
}) {
  const wanted = (await searchParams).category;
  const category = CATEGORIES.find((one) => one.key === wanted)?.key ?? null;
  const cart = await findCart();
  const { currency, currencies } = await currentCurrency(cart);
  const products = await listProducts(currency);
  const shown = category === null ? products : products.filter((one) => one.category === category);
  return (
    <>
      <ShopBar
        category={category}
        currencies={currencies}
        currency={currency}
        itemsCount={cart !== null && isOpen(cart) ? cart.itemsCount : 0}
        from={category === null ? "/" : `/?category=${category}`}
        chooseCurrency={chooseCurrencyAction}
      />
      <main id="main">
        <div className="shop__lead">
          <h1>{STORE.lead}</h1>
          <p className="muted max-w-[40ch] text-balance">{leadText(currency)}</p>
        </div>
        {shown.length === 0 ? (
          <Empty icon="bag" title={STORE.none} text={STORE.noneText} />
        ) : (
          <div className="products">
            {shown.map((product, index) => (
              <ProductCard
                key={product.code}
                product={product}
                currency={currency}
                eager={index < EAGER_COUNT}
                add={addToCartAction}
              />
            ))}
          </div>
        )}
      </main>
      <div className="shop__foot">
        <Foot />
      </div>
    </>
  );
}
