import type { Merchant } from "../auth/merchant";
import { isAllowed } from "../auth/permissions";
import type { Deps } from "../deps";
import { invalid, notFound, type UseCaseError } from "../errors";
import { holdsCardNumber } from "../providers/card-number";
import { err, ok, type Result } from "../result";
import type { AttentionItem } from "./attention";
import { attentionLines } from "./attention-lines";
import type { Decision, PaymentState } from "./store";

export const NOTE_LENGTH_MAX = 500;

type Item = { orderId: string; id: string };

/** "I'll take it": the item is mine from now on, whoever had it before. Safe to repeat. */
export const takeAttention = (deps: Deps, merchant: Merchant, item: Item) =>
  giveAttention(deps, merchant, { ...item, ownerId: merchant.id });

/**
 * The item is a person's from now on, whoever had it before; that they may act on it is the caller's to know. Safe to
 * repeat. Whoever may only look is refused.
 */
export const giveAttention = (
  deps: Deps,
  merchant: Merchant,
  { ownerId, ...item }: Item & { ownerId: string },
) =>
  attend(deps, merchant, item, (state, known) => {
    const change = { kind: "attention_taken", id: item.id, ownerId } as const;
    const isTheirs = known.ownerId === ownerId;
    return ok({ changes: isTheirs ? [] : attentionLines(state, change), value: null });
  });

/**
 * Takes an item off the list, with a note of what was done. It comes back only when its cause moves on: the facts are not
 * changed by it.
 */
export async function resolveAttention(
  deps: Deps,
  merchant: Merchant,
  item: Item & { note: string },
): Promise<Result<null, UseCaseError>> {
  const note = item.note.trim();
  const problem = problemOf(note);
  if (problem !== null) return err(invalid("note", problem));
  return attend(deps, merchant, item, (state) => {
    const { id: by } = merchant;
    const change = { kind: "attention_resolved", id: item.id, by, note } as const;
    return ok({ changes: attentionLines(state, change), value: null });
  });
}

/** As codes: whoever shows them has the sentences. */
function problemOf(note: string): "missing" | "long" | "card" | null {
  if (note === "") return "missing";
  if (note.length > NOTE_LENGTH_MAX) return "long";
  return holdsCardNumber(note) ? "card" : null;
}

async function attend(
  deps: Deps,
  merchant: Merchant,
  item: Item,
  decide: (state: PaymentState, item: AttentionItem) => Decision<null, UseCaseError>,
): Promise<Result<null, UseCaseError>> {
  if (!isAllowed(merchant.role, "operate")) return err({ code: "forbidden" });
  const missing = notFound("attention_items", item.id);
  const state = await deps.payments.find({ orderId: item.orderId });
  if (!state) return err(missing);
  return deps.payments.change(state, deps.by, deps.clock.now(), (fresh) => {
    const found = fresh.attention.find(({ id, isOpen }) => id === item.id && isOpen);
    // Somebody else has resolved it, or its cause is gone.
    return found ? decide(fresh, found) : err(missing);
  });
}
