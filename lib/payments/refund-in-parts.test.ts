import { describe, expect, it } from "vitest";
import type { TransactionId } from "../ids";
import { partsOf } from "./refund-in-parts";
import type { StoredTransaction } from "./store";
import { begun, EUR, emptyState } from "./test-state";

const { transaction: held } = begun(emptyState());
const row = (id: string, set: Partial<StoredTransaction> & { minor: number }) => {
  const { minor, ...rest } = set;
  const amount = { amountMinor: minor, currency: EUR };
  return {
    ...held,
    id: id as TransactionId,
    status: "succeeded",
    live: false,
    amount,
    ...rest,
  } as const;
};
const capture = (id: string, minor: number) =>
  row(id, { kind: "capture", parentId: held.id, minor });
const refund = (id: string, parent: string, minor: number, key: string | null = null) =>
  row(id, { kind: "refund", parentId: parent as TransactionId, minor, idempotencyKey: key });
const TWO = [capture("one", 4000), capture("two", 2500)];
const plan = (rows: readonly StoredTransaction[], amountMinor: number | null) => {
  const given = { sourceId: held.sourceId, amountMinor, idempotencyKey: "k" };
  const planned = partsOf(rows, given);
  return planned.ok ? planned.value.parts : planned.error;
};

describe("a refund of a payment with several captures", () => {
  it("takes from the first what it has, and the rest from the next", () => {
    expect(plan(TWO, 4500)).toEqual([
      { captureId: "one", amountMinor: 4000 },
      { captureId: "two", amountMinor: 500 },
    ]);
  });

  it("leaves out what was given back before", () => {
    expect(plan([...TWO, refund("r", "one", 3000)], null)).toEqual([
      { captureId: "one", amountMinor: 1000 },
      { captureId: "two", amountMinor: 2500 },
    ]);
  });

  it("asks for what is missing only, when it is repeated", () => {
    const half = [...TWO, refund("r", "one", 4000, "k:one")];
    expect(plan(half, 4500)).toEqual([{ captureId: "two", amountMinor: 500 }]);
    expect(plan([...half, refund("s", "two", 500, "k:two")], 4500)).toEqual([]);
    expect(plan(half, null)).toEqual([]);
    expect(plan(half, 100)).toEqual({ code: "idempotency_conflict" });
  });

  it("refuses more than is left", () => {
    expect(plan(TWO, 6501)).toMatchObject({
      code: "amount_exceeds_balance",
      available: { amountMinor: 6500 },
    });
    expect(plan([...TWO, refund("r", "one", 4000), refund("s", "two", 2500)], null)).toMatchObject({
      code: "amount_exceeds_balance",
    });
    expect(plan([], 1)).toMatchObject({ code: "illegal_transition" });
  });
});
