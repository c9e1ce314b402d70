import { type BankPayment, doneMinor, isVoided, type OperationKind } from "./bank-payment";

/** Why the bank refuses an operation; null: it may be done. What was accepted and is not decided counts as done. */
export function refusalOf(
  payment: BankPayment,
  kind: OperationKind,
  amountMinor: number,
  options: { severalCaptures: boolean },
): string | null {
  if (payment.status !== "held") return "not_authorized";
  const captured = doneMinor(payment, "capture", { withPending: true });
  const refunded = doneMinor(payment, "refund", { withPending: true });
  const isVoiding = payment.operations.some((each) => each.kind === "void" && isAlive(each));
  switch (kind) {
    case "capture":
      if (isVoiding) return "already_voided";
      // Elsewhere one capture a payment: a partial one releases the rest.
      if (captured > 0 && !options.severalCaptures) return "already_captured";
      return captured + amountMinor > payment.amount.amountMinor ? "more_than_authorized" : null;
    case "void":
      if (isVoided(payment) || isVoiding) return "already_voided";
      return captured > 0 ? "already_captured" : null;
    case "refund": {
      const settled = doneMinor(payment, "capture", { withPending: false });
      return refunded + amountMinor > settled ? "more_than_captured" : null;
    }
  }
}

const isAlive = ({ status }: { status: string }): boolean => status !== "declined";
