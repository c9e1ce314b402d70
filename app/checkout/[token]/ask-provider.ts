import "server-only";
import type { CheckoutView } from "@/lib/orders/checkout-view";
import { parts } from "@/lib/parts";
import { findCheckout } from "@/lib/payments/checkout-queries";
import { refreshPayment } from "@/lib/payments/refresh-payment";

/**
 * The order as it stands after the provider was asked, where an attempt is not settled; safe on every opened page. An
 * answer that does not come changes nothing: the page then says that we are still checking.
 */
export async function findSettledCheckout(token: string): Promise<CheckoutView | null> {
  const view = await findCheckout(token);
  if (view === null || (view.step !== "bank" && view.step !== "checking")) return view;
  await refreshPayment(await parts(), { token });
  return findCheckout(token);
}
