import type { Metadata } from "next";
import { CartLines } from "@/components/store/cart-lines";
import { Foot } from "@/components/store/foot";
import { CART } from "@/components/store/messages";
import { SHOP } from "@/components/store/shop";
import { ShopBar } from "@/components/store/shop-bar";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { formatMoney } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import type { CheckoutView } from "@/lib/orders/checkout-view";
import { chooseCurrencyAction, setQuantityAction } from "../actions";
import { currentCurrency, findCart, isOpen } from "../cart-cookie";

export const metadata: Metadata = { title: `Cart – ${SHOP.name}` };

function Filled({ cart }: { cart: CheckoutView }) {
  return (
    <>
      <CartLines lines={cart.lines} currency={cart.currency} setQuantity={setQuantityAction} />
      <div className="panel stack">
        <p className="total">
          <span>Subtotal</span>
          <span>
            <bdi>{formatMoney(cart.subtotalMinor, cart.currency)}</bdi>
          </span>
        </p>
        <p className="small muted">{CART.deliveryNext}</p>
        <ButtonLink href={`/checkout/${cart.token}`} look="primary" size="wide">
          {CART.checkout(formatMoney(cart.subtotalMinor, cart.currency))}
        </ButtonLink>
        <ButtonLink href="/" look="quiet">
          {CART.keep}
        </ButtonLink>
      </div>
    </>
  );
}

function Held({ cart }: { cart: CheckoutView }) {
  return (
    <Notice tone="info" title={CART.heldTitle}>
      <p>{CART.heldText}</p>
      <p>
        <a href={`/checkout/${cart.token}`}>{CART.heldLink}</a>
      </p>
    </Notice>
  );
}

export default async function CartPage({
  searchParams,
}: {
  searchParams: Promise<{ failed?: string | string[] }>;
}) {
  const found = await findCart();
  const hasFailed = (await searchParams).failed !== undefined;
  const { currency, currencies } = await currentCurrency(found);
  const cart = found !== null && isOpen(found) && found.lines.length > 0 ? found : null;
  const isHeld = found?.step === "bank" || found?.step === "checking";
  return (
    <>
      <ShopBar
        category={undefined}
        currencies={currencies}
        currency={currency}
        itemsCount={cart?.itemsCount ?? 0}
        from="/cart"
        chooseCurrency={chooseCurrencyAction}
      />
      <main id="main" className="cart">
        <h1>{CART.title}</h1>
        {hasFailed ? <Notice tone="bad" title={CART.failed} /> : null}
        {found !== null && isHeld ? <Held cart={found} /> : null}
        {cart === null ? (
          <Empty icon="bag" title={CART.emptyTitle} text={CART.emptyText}>
            <ButtonLink href="/" look="primary">
              {CART.toShop}
            </ButtonLink>
          </Empty>
        ) : (
          <Filled cart={cart} />
        )}
      </main>
      <div className="shop__foot">
        <Foot />
      </div>
    </>
  );
}
