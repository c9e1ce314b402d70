import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProviderReference } from "../ids";
import { DISPUTE_STATES, type ProviderDispute } from "../providers/provider-dispute";
import { applyChanges } from "./apply-changes";
import { decideDispute } from "./decide-dispute";
import { canMoveDispute, isDisputeOpen, isNewerWord } from "./dispute";
import type { PaymentState } from "./store";
import { ANSWERS, begun, EUR, emptyState, NOW, settled } from "./test-state";

const DAY_MS = 86_400_000;
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

function paid(): PaymentState {
  const { state, transaction } = begun(emptyState());
  return settled(state, transaction.id, ANSWERS.succeeded);
}

const word = (told: Partial<ProviderDispute>): ProviderDispute => ({
  reference: "du_1" as ProviderReference,
  state: "needs_response",
  amount: { amountMinor: 6500, currency: EUR },
  reason: "fraudulent",
  respondBy: at(7 * 86_400),
  toldAt: NOW,
  ...told,
});

type Told = { eventId: string; told: ProviderDispute };

function hear(state: PaymentState, { eventId, told }: Told): PaymentState {
  const [authorization] = state.transactions;
  if (!authorization) throw new Error("Nothing was authorized.");
  const newId = `Dispute-${told.reference}`;
  const decided = decideDispute(state, { authorization, told, eventId, newId });
  return decided.ok ? applyChanges(state, decided.value.changes) : state;
}

/** What remains of it, the order's version aside: it counts the writes. */
const remains = ({ disputes, attention }: PaymentState) => ({
  disputes,
  attention: attention.filter(({ isOpen }) => isOpen),
});

describe("a dispute", () => {
  it.each(DISPUTE_STATES.flatMap((from) => DISPUTE_STATES.map((to) => [from, to] as const)))(
    "goes from %s to %s only where the table lets it",
    (from, to) => {
      const known = { state: from, respondBy: null, toldAt: at(0), toldBy: "evt_1" };
      const next = { state: to, respondBy: null, toldAt: at(1), toldBy: "evt_2" };
      const isHeard = isNewerWord(known, next);
      if (from === to) expect(isHeard).toBe(true);
      else expect(isHeard).toBe(canMoveDispute(from, to));
      if (!isDisputeOpen(from) && isDisputeOpen(to)) expect(isHeard).toBe(false);
    },
  );

  it("takes an older word for what it is, and the further one of the same second", () => {
    const known = {
      state: "under_review",
      respondBy: null,
      toldAt: at(5),
      toldBy: "evt_5",
    } as const;
    expect(isNewerWord(known, { ...known, state: "needs_response", toldAt: at(4) })).toBe(false);
    expect(isNewerWord(known, { ...known, state: "needs_response" })).toBe(false);
    expect(isNewerWord(known, { ...known, state: "needs_response", toldAt: at(6) })).toBe(true);
    expect(isNewerWord(known, known)).toBe(false);
    // Of two that ask for an answer, the one that says until when.
    const asked = { ...known, state: "needs_response" as const, respondBy: at(9) };
    expect(isNewerWord(asked, { ...asked, respondBy: null, toldBy: "evt_9" })).toBe(false);
  });

  it("is one row and one item on the list, with its deadline, however often it is told", () => {
    const once = hear(paid(), { eventId: "evt_1", told: word({}) });
    const twice = hear(once, { eventId: "evt_1", told: word({}) });
    expect(twice).toBe(once);
    expect(once.disputes).toHaveLength(1);
    expect(once.attention).toMatchObject([{ id: "dispute:Dispute-du_1", isOpen: true }]);
  });

  it("leaves the list when it ends, and keeps its payment as it was", () => {
    const before = paid();
    const open = hear(before, { eventId: "evt_1", told: word({}) });
    const lost = hear(open, {
      eventId: "evt_2",
      told: word({ state: "lost", respondBy: null, toldAt: at(60) }),
    });
    expect(lost.disputes).toMatchObject([{ state: "lost", closedAt: at(60), openedAt: NOW }]);
    expect(lost.attention).toMatchObject([{ isOpen: false }]);
    expect(lost.transactions).toEqual(before.transactions);
    expect(lost.order.paymentStatus).toBe(before.order.paymentStatus);
  });

  it("comes back to the list when it moves on after somebody resolved its item", () => {
    const open = hear(paid(), { eventId: "evt_1", told: word({}) });
    const [item] = open.attention;
    const by = { by: "user", note: "Evidence sent." };
    const resolved = applyChanges(open, [
      { kind: "attention_resolved", id: item?.id ?? "", ...by },
    ]);
    expect(remains(resolved).attention).toEqual([]);
    const same = hear(resolved, { eventId: "evt_2", told: word({ toldAt: at(1) }) });
    expect(remains(same).attention).toEqual([]);
    const respondBy = new Date(NOW.getTime() + 2 * DAY_MS);
    const again = hear(same, { eventId: "evt_3", told: word({ respondBy, toldAt: at(2) }) });
    expect(remains(again).attention).toHaveLength(1);
  });

  it("ends the same whatever order its events come in, and however often", () => {
    const told = fc
      .record({
        state: fc.constantFrom(...DISPUTE_STATES),
        second: fc.integer({ min: 0, max: 4 }),
        amountMinor: fc.integer({ min: 1, max: 3 }),
        reference: fc.constantFrom("du_1", "du_2"),
      })
      .map(({ state, second, amountMinor, reference }) =>
        word({
          state,
          reference: reference as ProviderReference,
          toldAt: at(second),
          amount: { amountMinor, currency: EUR },
          respondBy:
            state === "needs_response" && amountMinor > 1 ? at(86_400 + amountMinor) : null,
        }),
      );
    const shuffled = fc
      .array(told, { minLength: 1, maxLength: 6 })
      .map((all) => all.map((each, i): Told => ({ eventId: `evt_${i}`, told: each })))
      .chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
        ),
      );
    const sorted = (state: PaymentState) => ({
      disputes: [...state.disputes].sort((a, b) => a.id.localeCompare(b.id)),
      open: remains(state).attention.toSorted((a, b) => a.id.localeCompare(b.id)),
    });
    const before = paid();
    fc.assert(
      fc.property(shuffled, ([inOrder, anyhow]) => {
        const [one, other] = [inOrder.reduce(hear, before), anyhow.reduce(hear, before)];
        expect(sorted(other)).toEqual(sorted(one));
      }),
      { numRuns: 200 },
    );
  });
});
