import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { payOrder } from "@/lib/payments/pay-order";
import type { Card, OperationKind } from "./bank/bank-payment";
import type { BankEvent } from "./bank/ledger";
import { BANK_TYPES, type BankType } from "./bank/traits";
import { Desk, METHOD_ID, ORDER_TOKEN, TOTAL_MINOR } from "./desk";
import { calmDown, comeBack, hear, look, sweep } from "./hearing";

const RUNS = 200;
const RUNS_OF_KNOWN = 10;
const TIMEOUT_MS = 60_000;

/** What happens at the bank, one thing after the other. */
type History = {
  type: BankType;
  card: Card;
  end: "complete" | "fail" | "cancel";
  isRefusedLater: boolean;
  dashboard: readonly { kind: OperationKind; percent: number }[];
  autoCapture: boolean;
};

const histories: fc.Arbitrary<History> = fc
  .record({
    type: fc.constantFrom(...BANK_TYPES),
    card: fc.constantFrom<Card>("challenge", "challenge", "later", "approved", "declined"),
    end: fc.constantFrom("complete" as const, "complete", "fail", "cancel"),
    isRefusedLater: fc.boolean(),
    dashboard: fc.array(
      fc.record({
        kind: fc.constantFrom<OperationKind>("capture", "capture", "refund", "void"),
        percent: fc.integer({ min: 1, max: 100 }),
      }),
      { maxLength: 4 },
    ),
    autoCapture: fc.boolean(),
  })
  // An operation of ours and one of the dashboard's would race for the same money.
  .map((given) => (given.dashboard.length > 0 ? { ...given, autoCapture: false } : given));

const AUTHORIZED: History = {
  type: "checkout_com_gateways",
  card: "challenge",
  end: "complete",
  isRefusedLater: false,
  dashboard: [],
  autoCapture: false,
};
const captured = { kind: "capture", percent: 100 } as const;

/** Where histories are known to lead: chance alone would leave one of these out now and then. */
const KNOWN: readonly [end: string, history: History][] = [
  ["unpaid", { ...AUTHORIZED, end: "fail" }],
  ["authorized", AUTHORIZED],
  ["voided", { ...AUTHORIZED, dashboard: [{ kind: "void", percent: 100 }] }],
  ["partially_paid", { ...AUTHORIZED, dashboard: [{ kind: "capture", percent: 40 }] }],
  ["paid", { ...AUTHORIZED, type: "stripe_gateways", dashboard: [captured] }],
  [
    "partially_refunded",
    {
      ...AUTHORIZED,
      type: "stripe_gateways",
      dashboard: [captured, { kind: "refund", percent: 40 }],
    },
  ],
  ["refunded", { ...AUTHORIZED, dashboard: [captured, { kind: "refund", percent: 100 }] }],
];

/** How it is heard: copies of each event, who else asks, and when. */
const hearings = fc.record({
  copies: fc.array(fc.nat(2), { minLength: 12, maxLength: 12 }),
  dies: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  returns: fc.nat(2),
  sweeps: fc.nat(2),
  laterMs: fc.constantFrom(0, 6_000, 40_000),
});

async function pay(history: History): Promise<Desk> {
  const desk = new Desk(history.type, history);
  desk.isRefusedLater = history.isRefusedLater;
  await payOrder(desk.deps(), {
    token: ORDER_TOKEN,
    paymentMethodId: METHOD_ID,
    attributes: { card: history.card },
    shownTotalMinor: TOTAL_MINOR,
    nonce: "press",
  });
  return desk;
}

/** The steps after the pay button, each when it is its turn. */
function stepsOf(desk: Desk, { end, dashboard }: History): (() => void)[] {
  const [payment] = desk.bank.payments.values();
  if (!payment) return [];
  return [
    () => void desk.bank.answerChallenge(payment.reference, end),
    () => desk.decideLater(),
    ...dashboard.map(({ kind, percent }) => () => {
      if (!desk.bank.traits.retrieve) return; // It has no dashboard.
      const amountMinor = Math.ceil((TOTAL_MINOR * percent) / 100);
      desk.bank.actInDashboard(payment.reference, kind, { ...payment.amount, amountMinor });
    }),
  ];
}

/** Each event arrives once, as soon as it is told. */
async function inOrder(history: History): Promise<Desk> {
  const desk = await pay(history);
  const heard = new Set<BankEvent>();
  for (const step of [() => {}, ...stepsOf(desk, history)]) {
    step();
    for (const event of [...desk.told]) {
      if (!heard.has(event)) await hear(desk, event);
      heard.add(event);
    }
  }
  await calmDown(desk, (event) => heard.has(event));
  return desk;
}

/** The same history; then everybody speaks at once. */
async function inDisorder(
  history: History,
  hearing: Hearing,
  scheduler: fc.Scheduler,
): Promise<Desk> {
  const desk = await pay(history);
  for (const step of stepsOf(desk, history)) step();
  desk.nowMs += hearing.laterMs;
  const told = [...desk.told];
  const copiesOf = (at: number) => hearing.copies[at % hearing.copies.length] ?? 1;
  const speaking: (() => Promise<unknown>)[] = told.flatMap((event, at) => {
    const isApplied = !hearing.dies[at % hearing.dies.length];
    return Array.from({ length: copiesOf(at) }, () => () => hear(desk, event, { isApplied }));
  });
  const forged = told[0];
  if (forged) speaking.push(() => refused(desk, forged));
  for (let i = 0; i < hearing.returns; i++) speaking.push(() => comeBack(desk));
  for (let i = 0; i < hearing.sweeps; i++) speaking.push(() => sweep(desk));
  desk.pause = () => scheduler.schedule(Promise.resolve());
  await scheduler.waitFor(Promise.all(speaking.map((speak) => speak())));
  desk.pause = () => Promise.resolve();
  // What a gateway that can be asked told nobody is never heard of; one that cannot sends it again.
  const { retrieve } = desk.bank.traits;
  await calmDown(
    desk,
    (event) => told.includes(event) && (retrieve || copiesOf(told.indexOf(event)) > 0),
  );
  await look(desk);
  return desk;
}
type Hearing = typeof hearings extends fc.Arbitrary<infer T> ? T : never;

async function refused(desk: Desk, event: BankEvent): Promise<void> {
  const forged = { ...event, id: `${event.id}x` };
  expect(await hear(desk, forged, { secret: "guessed" })).toBe(false);
}

function endOf({ state }: Desk) {
  const { order, transactions } = state;
  const kindOf = (id: string | null) => transactions.find((each) => each.id === id)?.kind ?? "none";
  const facts = transactions.map(
    ({ kind, status, amount, parentId, live }) =>
      `${kind} of ${kindOf(parentId)} ${status} ${amount.amountMinor}${live ? " live" : ""}`,
  );
  return { status: order.status, paymentStatus: order.paymentStatus, facts: facts.sort() };
}

/** However a history is heard of, it ends as the webhooks tell it in order; each of them counts once. */
async function endHowever(history: History, hearing: Hearing, scheduler: fc.Scheduler) {
  const disorder = await inDisorder(history, hearing, scheduler);
  const expected = endOf(await inOrder(history));
  expect(endOf(disorder)).toEqual(expected);
  const applied = disorder.database.events.filter(({ name }) => name === "webhook.applied");
  expect(new Set(applied.map(({ resourceId }) => resourceId)).size).toBe(applied.length);
  return expected;
}

describe("webhooks, return URLs and sweeps, in any order and number", () => {
  it(
    "end in the state that the webhooks lead to in order",
    async () => {
      const property = fc.asyncProperty(histories, hearings, fc.scheduler(), async (...given) => {
        await endHowever(...given);
      });
      await fc.assert(property, { numRuns: RUNS });
    },
    TIMEOUT_MS,
  );

  it.each(KNOWN)(
    "end as %s when the bank's book says so",
    async (end, history) => {
      const property = fc.asyncProperty(hearings, fc.scheduler(), async (...given) => {
        expect(await endHowever(history, ...given)).toMatchObject({ paymentStatus: end });
      });
      await fc.assert(property, { numRuns: RUNS_OF_KNOWN });
    },
    TIMEOUT_MS,
  );
});
