import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TransactionId } from "../ids";
import type { ProviderAnswer } from "../providers/provider";
import { liveAttemptOf } from "./deciding";
import { ANSWERS, begun, countingIds, emptyState, settled, sourceFor } from "./test-state";

describe("the order of what is heard", () => {
  const answers = fc.array(fc.constantFrom(...Object.values(ANSWERS)), { maxLength: 6 });
  /** What a call came to says nothing about a payment that the provider has taken up. */
  const isDefinite = (answer: ProviderAnswer, at: number, heard: readonly ProviderAnswer[]) =>
    answer.ok
      ? ["succeeded", "declined"].includes(answer.value.kind)
      : answer.error.code !== "provider_indeterminate" && !isTakenUp(heard.slice(0, at));
  const isTakenUp = (heard: readonly ProviderAnswer[]) => {
    const last = heard.findLast((answer) => answer.ok);
    return last?.ok === true && last.value.kind === "pending";
  };

  it("does not matter once something definite was heard: the first definite answer stays", () => {
    fc.assert(
      fc.property(answers, (heard) => {
        let { state, transaction } = begun(emptyState());
        for (const answer of heard) state = settled(state, transaction.id, answer);
        const first = heard.findIndex(isDefinite);
        if (first < 0) return;
        const { state: fresh, transaction: again } = begun(emptyState());
        const alone = settled(fresh, again.id, heard[first] as ProviderAnswer);
        // Each thing that was heard is a write, also one that changed nothing but the schedule.
        expect({ ...state.order, version: 0 }).toEqual({ ...alone.order, version: 0 });
        expect(state.transactions.map((each) => each.status)).toEqual(
          alone.transactions.map((each) => each.status),
        );
      }),
    );
  });

  it("never has two live attempts, nor an order placed without money", () => {
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 4 }), (rounds) => {
        let state = emptyState();
        const ids = countingIds();
        for (const heard of rounds) {
          if (liveAttemptOf(state) || state.order.status !== "pending") break;
          const id = ids.resource();
          const next = begun(state, { ids, source: sourceFor(state, { id: id as never }) });
          state = next.state;
          for (const answer of heard) {
            state = settled(state, next.transaction.id as TransactionId, answer);
            expect(state.transactions.filter((each) => each.live).length).toBeLessThanOrEqual(1);
            if (state.order.status === "placed") {
              expect(liveAttemptOf(state)).toMatchObject({
                status: "succeeded",
                amount: { amountMinor: 6500 },
              });
            }
          }
        }
      }),
    );
  });
});
