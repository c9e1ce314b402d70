"use server";

import { refresh } from "next/cache";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { AddState } from "@/components/store/add-to-cart";
import { isSameOrigin } from "@/lib/actions/same-origin";
import { addToCart } from "@/lib/orders/add-to-cart";
import { changeCurrency } from "@/lib/orders/change-currency";
import { setQuantity } from "@/lib/orders/set-quantity";
import { parts } from "@/lib/parts";
import {
  CART_COOKIE,
  COOKIE_OPTIONS,
  CURRENCY_COOKIE,
  currentCurrency,
  findCart,
  isOpen,
} from "./cart-cookie";

const QUANTITY_MAX = 99;

const addSchema = z.object({
  sku_code: z.string().min(1).max(64),
  stay: z.literal("1").optional(),
});
const currencySchema = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Only pages of this shop: one slash, then anything but another. */
  from: z
    .string()
    .max(200)
    .regex(/^\/(?![/\\])/),
});
const quantitySchema = z.object({
  line_id: z.string().min(1).max(64),
  quantity: z.coerce.number().int().min(0).max(QUANTITY_MAX),
});

const isOurs = async () => isSameOrigin(await headers());

/** Puts one piece into the cart. `stay` is set by our script: the page then stays and says so itself. */
export async function addToCartAction(previous: AddState, form: FormData): Promise<AddState> {
  const input = addSchema.safeParse(Object.fromEntries(form));
  if (!(await isOurs()) || !input.success) return { outcome: "failed", count: previous.count };
  const cart = await findCart();
  const { currency } = await currentCurrency(cart);
  const added = await addToCart(await parts(), {
    token: cart !== null && isOpen(cart) ? cart.token : null,
    skuCode: input.data.sku_code,
    quantity: 1,
    currency,
  });
  if (!added.ok) return { outcome: "failed", count: previous.count };
  (await cookies()).set(CART_COOKIE, added.value.token, COOKIE_OPTIONS);
  if (input.data.stay === undefined) redirect("/cart");
  refresh();
  return { outcome: "added", count: previous.count + 1 };
}

/** Shows prices in another currency; an open cart follows. */
export async function chooseCurrencyAction(form: FormData): Promise<void> {
  const input = currencySchema.safeParse(Object.fromEntries(form));
  if (!(await isOurs()) || !input.success) redirect("/");
  const { currency, from } = input.data;
  const cart = await findCart();
  if (cart !== null && isOpen(cart)) {
    const changed = await changeCurrency(await parts(), { token: cart.token, currency });
    if (!changed.ok) redirect(from);
  }
  (await cookies()).set(CURRENCY_COOKIE, currency, COOKIE_OPTIONS);
  redirect(from);
}

/** Zero removes the line. */
export async function setQuantityAction(form: FormData): Promise<void> {
  const input = quantitySchema.safeParse(Object.fromEntries(form));
  const cart = await findCart();
  if (!(await isOurs()) || !input.success || cart === null) redirect("/cart?failed=1");
  const { line_id: lineId, quantity } = input.data;
  const changed = await setQuantity(await parts(), { token: cart.token, lineId, quantity });
  redirect(changed.ok ? "/cart" : "/cart?failed=1");
}
