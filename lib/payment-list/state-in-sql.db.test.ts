import { afterAll, beforeAll, expect, it } from "vitest";
import { paymentStateOf } from "@/lib/payments/payment-view";
import { TRANSACTION_STATUSES } from "@/lib/payments/transaction";
import { openTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { PAYMENT_STATES } from "./list-filter";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const AMOUNTS = [0, 1, 2, 3];
const attempts = [null, ...TRANSACTION_STATUSES].flatMap((status) =>
  status === null ? [null] : [false, true].map((isSuperseded) => ({ status, isSuperseded })),
);

it("folds the state of every small payment as the list's SQL does", async () => {
  const rows = await database.prisma.$queryRaw<
    { t: number; a: number; c: number; v: number; r: number; n: number; state: string }[]
  >`
    SELECT t, a, c, v, r, n.at::int AS n, payment_state_of(t, a, c, v, r, n.status, n.is_superseded) AS state
    FROM unnest(${AMOUNTS}::int[]) t, unnest(${AMOUNTS}::int[]) a, unnest(${AMOUNTS}::int[]) c,
      unnest(${AMOUNTS}::int[]) v, unnest(${AMOUNTS}::int[]) r,
      unnest(${attempts.map((each) => each?.status ?? null)}::text[],
        ${attempts.map((each) => each?.isSuperseded ?? false)}::boolean[])
        WITH ORDINALITY n(status, is_superseded, at)`;
  expect(rows).toHaveLength(AMOUNTS.length ** 5 * attempts.length);
  const differing = rows.filter(({ t, a, c, v, r, n, state }) => {
    const sums = { authorizedMinor: a, capturedMinor: c, voidedMinor: v, refundedMinor: r };
    // What was let go was held before: such a payment does not exist.
    if (v > a) return false;
    return paymentStateOf({ totalMinor: t, sums, attempt: attempts[n - 1] ?? null }) !== state;
  });
  expect(differing).toEqual([]);
  const states = new Set(rows.map(({ state }) => state));
  expect(new Set(PAYMENT_STATES)).toEqual(states);
});
