import { describe, expect, it } from "vitest";
import type { ProviderReference } from "../ids";
import type { CurrencyCode } from "../money/money";
import type { ProviderPayment } from "../providers/provider";
import type { ListedPayment } from "../providers/provider-list";
import { isOurs, transactionsOf } from "./judge-payments";
import { movementsOf } from "./provider-movements";
import type { OwnPayment } from "./store";

const AT = new Date("2026-11-21T09:00:00Z");
const listed = (given: Partial<ListedPayment>): ListedPayment => ({
  reference: "pi_1" as ProviderReference,
  ourReference: null,
  installationId: null,
  at: AT,
  movements: [],
  ...given,
});
const own = (given: Partial<OwnPayment>): OwnPayment => ({
  authorizationId: "a1",
  gatewayId: "here",
  paymentReference: "pi_1",
  ourReference: "OrderAbcde-1",
  requestedAt: AT,
  transactions: [],
  ...given,
});
const place = { installationId: "ours", gatewayId: "here" };

describe("a payment on the provider's list", () => {
  it.each<[string, boolean, Partial<ListedPayment>, Partial<OwnPayment>[]]>([
    ["carries our installation's id", true, { installationId: "ours" }, []],
    ["carries another's", false, { installationId: "theirs" }, []],
    ["carries nothing", false, {}, []],
    ["is stored, whatever it carries", true, { installationId: "theirs" }, [{}]],
    ["is stored by another gateway on the account", false, {}, [{ gatewayId: "there" }]],
    [
      "carries a reference that we stored, and no installation's id",
      true,
      { ourReference: "OrderAbcde-1" },
      [{ paymentReference: "pi_2" }],
    ],
    [
      "carries a reference like ours, and another's id",
      false,
      { ourReference: "OrderAbcde-1", installationId: "theirs" },
      [{ paymentReference: "pi_2" }],
    ],
    [
      "carries a reference of our other gateway",
      false,
      { ourReference: "OrderAbcde-1", installationId: "ours" },
      [{ paymentReference: "pi_2", gatewayId: "there" }],
    ],
  ])("that %s: ours is %s", (_what, expected, payment, stored) => {
    expect(isOurs(listed(payment), stored.map(own), place)).toBe(expected);
  });

  it("is not an attempt that names another payment, though it carries its reference", () => {
    const names = { paymentReference: "pi_1", ourReference: "OrderAbcde-1" };
    const transaction = {
      id: "t",
      kind: "authorization" as const,
      status: "succeeded" as const,
      reference: null,
      amount: { amountMinor: 1, currency: "EUR" as CurrencyCode },
      requestedAt: AT,
      settledAt: AT,
    };
    const second = own({ paymentReference: "pi_2", transactions: [transaction] });
    expect(transactionsOf([second], names)).toEqual([]);
    const unnamed = own({ paymentReference: null, transactions: [transaction] });
    expect(transactionsOf([unnamed], names)).toEqual([transaction]);
  });
});

describe("a payment that was asked about alone", () => {
  const eur = (amountMinor: number) => ({ amountMinor, currency: "EUR" as CurrencyCode });
  const facts = { attributes: {}, instrument: null };
  const reference = "pi_1" as ProviderReference;
  const payment = (given: Partial<ProviderPayment>): ProviderPayment => ({
    reference,
    ourReference: null,
    installationId: null,
    amount: eur(6500),
    authorization: {
      kind: "succeeded",
      reference,
      transactionReference: "ch_1" as ProviderReference,
      amount: eur(6500),
      capturedMinor: 0,
      facts,
    },
    capturedMinor: 0,
    refundedMinor: 0,
    voided: false,
    ...given,
  });
  const shown = (given: Partial<ProviderPayment>) =>
    movementsOf(payment(given), () => AT).map(({ kind, reference: id, amount, status }) => [
      kind,
      id,
      amount.amountMinor,
      status,
    ]);
  const held = ["authorization", "ch_1", 6500, "succeeded"];
  const operation = (
    kind: "capture" | "void" | "refund",
    id: string,
    status: "succeeded" | "pending" | "declined",
  ) => ({ kind, reference: id as ProviderReference, amountMinor: 500, status });

  it("has moved nothing while it is not authorized", () => {
    const decline = { code: "card_declined", raw: "no" } as const;
    expect(shown({ authorization: { kind: "declined", reference, decline, facts } })).toEqual([]);
    expect(shown({ authorization: { kind: "pending", reference, facts } })).toEqual([]);
  });

  it("tells its operations by name, but for those that were declined", () => {
    const operations = [
      operation("capture", "act_1", "succeeded"),
      operation("refund", "act_2", "pending"),
      operation("refund", "act_3", "declined"),
    ];
    expect(shown({ operations, capturedMinor: 500 })).toEqual([
      held,
      ["capture", "act_1", 500, "succeeded"],
      ["refund", "act_2", 500, "pending"],
    ]);
  });

  it("tells by its sums what it does not list", () => {
    expect(shown({ capturedMinor: 4000, refundedMinor: 100 })).toEqual([
      held,
      ["capture", null, 4000, "succeeded"],
      ["refund", null, 100, "succeeded"],
    ]);
    expect(shown({ voided: true })).toEqual([held, ["void", null, 6500, "succeeded"]]);
    expect(shown({ voided: true, capturedMinor: 4000 })).toHaveLength(2);
  });
});
