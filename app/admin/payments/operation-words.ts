import { DECLINE_WORDS } from "@/components/admin/states";
import { type Refused, refused } from "@/lib/actions/admin-action";
import type { StoredTransaction } from "@/lib/payments/store";
import { err, ok } from "@/lib/result";
import { type Answer, moneyOf } from "./payment-form";

const DONE = {
  authorization: "authorized",
  capture: "captured",
  void: "let go",
  refund: "refunded",
} as const satisfies Record<StoredTransaction["kind"], string>;

/** How an operation stands, for whoever asked for it: done, on its way, or refused by the provider. */
export function saidOf(transactions: readonly StoredTransaction[], about = ""): Answer {
  const [first] = transactions;
  if (!first) return ok({ message: `Nothing was left to do${about}` });
  const amountMinor = transactions.reduce((sum, { amount }) => sum + amount.amountMinor, 0);
  const money = moneyOf({ amountMinor, currency: first.amount.currency });
  const stuck = transactions.find(({ status }) => status === "declined" || status === "failed");
  if (stuck) return err(declined(stuck));
  const isOpen = transactions.some(({ status }) => status !== "succeeded");
  const message = isOpen
    ? `${money} asked for${about}: the gateway’s answer comes later, and stands here then`
    : `${money} ${DONE[first.kind]}${about}`;
  return ok({ message });
}

function declined({ kind, decline, detail }: StoredTransaction): Refused {
  const why = decline === null ? detail : DECLINE_WORDS[decline.code];
  return refused(`The ${kind} was refused`, {
    field: null,
    text: `${why ?? "The provider gave no reason"}. Nothing was moved by it.`,
  });
}
