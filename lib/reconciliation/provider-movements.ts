import type { ProviderPayment } from "../providers/provider";
import type { Movement } from "./compare-payment";

/**
 * A payment that was asked about alone, as movements. Its times are not told then: `timeOf` gives those of the list, or
 * whatever is known.
 */
export function movementsOf(
  found: ProviderPayment,
  timeOf: (kind: Movement["kind"], reference: string | null) => Date,
): Movement[] {
  const { authorization, amount, capturedMinor, refundedMinor } = found;
  if (authorization.kind !== "succeeded") return [];
  const done = (
    kind: Movement["kind"],
    reference: string | null,
    amountMinor: number,
  ): Movement => ({
    kind,
    reference,
    amount: { ...amount, amountMinor },
    status: "succeeded",
    at: timeOf(kind, reference),
  });
  const listed = (found.operations ?? []).flatMap((operation): Movement[] => {
    const { kind, reference, amountMinor, status } = operation;
    return status === "declined" ? [] : [{ ...done(kind, reference, amountMinor), status }];
  });
  const isListed = (kind: Movement["kind"]) => listed.some((each) => each.kind === kind);
  // Some providers name their refunds only; the payment itself then tells of the rest.
  return [
    done("authorization", authorization.transactionReference, authorization.amount.amountMinor),
    ...listed,
    ...(capturedMinor > 0 && !isListed("capture") ? [done("capture", null, capturedMinor)] : []),
    ...(refundedMinor > 0 && !isListed("refund") ? [done("refund", null, refundedMinor)] : []),
    ...(found.voided && capturedMinor === 0 && !isListed("void")
      ? [done("void", null, amount.amountMinor)]
      : []),
  ];
}
