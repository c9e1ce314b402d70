import type { PaymentDetail } from "@/lib/payments/payment-view";
import { brandName } from "./method-words";

/** Whose money it is. */
export const personOf = ({ customer }: Pick<PaymentDetail, "customer">): string =>
  customer.name ?? customer.email ?? "the customer";

/** Where it comes from and goes back to: "Visa ending 4242", or the method by its name. */
export function whereOf({ method }: Pick<PaymentDetail, "method">): string {
  if (method.cardLastDigits === null) return method.methodName ?? method.gatewayName;
  const brand = method.cardBrand === null ? "the card" : brandName(method.cardBrand);
  return `${brand} ending ${method.cardLastDigits}`;
}
