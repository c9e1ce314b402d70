import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canMoveOrder } from "@/lib/orders/order-status";
import { canMovePaymentStatus, paymentStatusOfSums } from "@/lib/orders/payment-statuses";
import { approveOrder } from "@/lib/payments/approve-order";
import { cancelOrder } from "@/lib/payments/cancel-order";
import { capturePayment } from "@/lib/payments/capture-payment";
import { payOrder } from "@/lib/payments/pay-order";
import { paymentStatusOf } from "@/lib/payments/payment-status";
import { refundPayment } from "@/lib/payments/refund-payment";
import { voidPayment } from "@/lib/payments/void-payment";
import { type BankPayment, type Card, doneMinor, type OperationKind } from "./bank/bank-payment";
import { BANK_TYPES, type BankType } from "./bank/traits";
import { Desk, METHOD_ID, ORDER_ID, ORDER_TOKEN, TOTAL_MINOR } from "./desk";
import { calmDown, comeBack, hear, look, sweep } from "./hearing";

const TIMEOUT_MS = 60_000;

const USUAL = [
  "placing → placed",
  "placing → pending",
  "placed → cancelled",
  "unpaid → authorized",
  "authorized → voided",
  "authorized → partially_paid",
  "authorized → paid",
  "paid → partially_refunded",
];

/** Somebody does something: here, at the bank, or on the way between them. */
type Command =
  | { do: "pay"; card: Card }
  | { do: "challenge"; end: "complete" | "fail" | "cancel" }
  | { do: "operate"; kind: OperationKind; percent: number }
  | { do: "dashboard"; kind: OperationKind; percent: number }
  | { do: "cancel" | "approve" | "hear" | "return" | "sweep" | "decide later" };

const percent = fc.integer({ min: 1, max: 100 });
const kind = fc.constantFrom<OperationKind>("capture", "capture", "void", "refund");
const commands = fc.array(
  fc.oneof<fc.Arbitrary<Command>[]>(
    fc.record({
      do: fc.constant("pay" as const),
      card: fc.constantFrom<Card>("approved", "challenge", "later", "declined"),
    }),
    fc.record({
      do: fc.constant("challenge" as const),
      end: fc.constantFrom("complete" as const, "complete", "fail", "cancel"),
    }),
    fc.record({ do: fc.constant("operate" as const), kind, percent }),
    fc.record({ do: fc.constant("dashboard" as const), kind, percent }),
    fc.record({
      do: fc.constantFrom(
        "cancel" as const,
        "approve",
        "hear",
        "hear",
        "return",
        "sweep",
        "decide later",
      ),
    }),
  ),
  { minLength: 5, maxLength: 30, size: "max" },
);

const approved = { do: "pay", card: "approved" } as const;

/** What happens every day is tried in every run, before what chance thinks of. */
const DAILY: [BankType, boolean, Command[]][] = [
  ["stripe_gateways", false, [{ do: "pay", card: "declined" }, approved, { do: "cancel" }]],
  ["checkout_com_gateways", false, [approved, { do: "operate", kind: "void", percent: 100 }]],
  ["checkout_com_gateways", false, [approved, { do: "operate", kind: "capture", percent: 40 }]],
  [
    "stripe_gateways",
    false,
    [
      approved,
      { do: "operate", kind: "capture", percent: 100 },
      { do: "operate", kind: "refund", percent: 40 },
    ],
  ],
];

/** The model: what the bank's own book says of every payment of the order. */
function sumsAtBank(payments: Iterable<BankPayment>) {
  const sums = { authorizedMinor: 0, capturedMinor: 0, voidedMinor: 0, refundedMinor: 0 };
  const done = { withPending: false };
  for (const payment of payments) {
    if (payment.status === "held") sums.authorizedMinor += payment.amount.amountMinor;
    sums.capturedMinor += doneMinor(payment, "capture", done);
    sums.voidedMinor += doneMinor(payment, "void", done);
    sums.refundedMinor += doneMinor(payment, "refund", done);
  }
  return sums;
}

async function run(desk: Desk, command: Command, step: number): Promise<void> {
  const [payment] = [...desk.bank.payments.values()].slice(-1);
  switch (command.do) {
    case "pay":
      await payOrder(desk.deps(), {
        token: ORDER_TOKEN,
        paymentMethodId: METHOD_ID,
        attributes: { card: command.card },
        shownTotalMinor: TOTAL_MINOR,
        nonce: `press-${step}`,
      });
      return;
    case "challenge":
      if (payment) desk.bank.answerChallenge(payment.reference, command.end);
      return;
    case "operate":
      await operate(desk, command, step);
      return;
    case "dashboard": {
      if (!payment || !desk.bank.traits.retrieve) return;
      const amountMinor = Math.ceil((TOTAL_MINOR * command.percent) / 100);
      const whole = command.kind === "void" ? TOTAL_MINOR : amountMinor;
      const amount = { ...payment.amount, amountMinor: whole };
      desk.bank.actInDashboard(payment.reference, command.kind, amount);
      return;
    }
    case "cancel":
      await cancelOrder(desk.deps("user"), { orderId: ORDER_ID });
      return;
    case "approve":
      await approveOrder(desk.deps("user"), { orderId: ORDER_ID });
      return;
    case "hear": {
      const event = desk.told[step % Math.max(1, desk.told.length)];
      if (event) await hear(desk, event);
      return;
    }
    case "return":
      if (desk.state.sources.length > 0) await comeBack(desk);
      return;
    case "sweep":
      desk.nowMs += 6_000;
      await sweep(desk);
      return;
    case "decide later":
      desk.decideLater();
      return;
  }
}

async function operate(
  desk: Desk,
  { kind, percent }: Extract<Command, { do: "operate" }>,
  step: number,
): Promise<void> {
  const of = kind === "refund" ? "capture" : "authorization";
  const parent = desk.state.transactions.findLast((each) => each.kind === of);
  if (!parent) return;
  const amountMinor = Math.ceil((parent.amount.amountMinor * percent) / 100);
  const given = { orderId: ORDER_ID, amountMinor, idempotencyKey: `operate-${step}` };
  const deps = desk.deps("user");
  if (kind === "capture") await capturePayment(deps, { ...given, authorizationId: parent.id });
  else if (kind === "refund") await refundPayment(deps, { ...given, captureId: parent.id });
  else await voidPayment(deps, { ...given, authorizationId: parent.id });
}

/** Every commit keeps to the tables, and the payment status is what the transactions come to. */
function watch(desk: Desk, met: Set<string>): void {
  desk.database.onCommit = ({ before, after }) => {
    const { order, transactions } = after;
    const was = before.order;
    if (was.status !== order.status) {
      met.add(`${was.status} → ${order.status}`);
      expect(canMoveOrder(was.status, order.status), `${was.status} → ${order.status}`).toBe(true);
    }
    if (was.paymentStatus !== order.paymentStatus) {
      const move = `${was.paymentStatus} → ${order.paymentStatus}`;
      met.add(move);
      expect(canMovePaymentStatus(was.paymentStatus, order.paymentStatus), move).toBe(true);
    }
    expect(order.paymentStatus).toBe(paymentStatusOf(order.totalMinor, transactions));
  };
}

describe("any sequence of what shoppers, merchants and banks do", () => {
  it(
    "keeps to the tables, and ends as the bank's own book says",
    async () => {
      const met = new Set<string>();
      const types = fc.constantFrom(...BANK_TYPES);
      await fc.assert(
        fc.asyncProperty(types, fc.boolean(), commands, async (type, autoCapture, given) => {
          const desk = new Desk(type, { autoCapture });
          watch(desk, met);
          for (const [step, command] of given.entries()) await run(desk, command, step);
          await calmDown(desk, () => false);
          await look(desk);
          const { order } = desk.state;
          const atBank = sumsAtBank(desk.bank.payments.values());
          expect(order.paymentStatus).toBe(paymentStatusOfSums(order.totalMinor, atBank));
        }),
        { numRuns: 250, examples: DAILY },
      );
      // The runs reach what they are about.
      for (const move of USUAL) expect(met).toContain(move);
    },
    TIMEOUT_MS,
  );
});
