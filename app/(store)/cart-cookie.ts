import "server-only";
import { cookies } from "next/headers";
import { listCurrencies } from "@/lib/orders/catalog-queries";
import type { CheckoutView } from "@/lib/orders/checkout-view";
import { findCheckout } from "@/lib/payments/checkout-queries";

/** The cart is an order; its token is all that the browser holds. */
export const CART_COOKIE = "kassa_cart";
export const CURRENCY_COOKIE = "kassa_currency";

const CART_AGE_SECONDS = 60 * 60 * 24 * 30;

export const COOKIE_OPTIONS = {
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  maxAge: CART_AGE_SECONDS,
} as const;

const OPEN_STEPS: readonly CheckoutView["step"][] = ["empty", "contact", "delivery", "payment"];

/** A cart that can still change; an order that is paid, or on its way, is none. */
export const isOpen = (view: CheckoutView): boolean => OPEN_STEPS.includes(view.step);

/** The order of the cookie, whatever became of it; null where there is none. */
export async function findCart(): Promise<CheckoutView | null> {
  const token = (await cookies()).get(CART_COOKIE)?.value;
  return token === undefined ? null : findCheckout(token);
}

/** The cart's currency, else the one chosen, else the first that the shop has. */
export async function currentCurrency(cart: CheckoutView | null): Promise<{
  currency: string;
  currencies: readonly string[];
}> {
  const currencies = await listCurrencies();
  const chosen =
    cart !== null && isOpen(cart) && cart.itemsCount > 0
      ? cart.currency
      : (await cookies()).get(CURRENCY_COOKIE)?.value;
  const known = currencies.find((code) => code === chosen);
  return { currency: known ?? currencies[0] ?? "EUR", currencies };
}
