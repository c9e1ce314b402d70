import { describe, expect, it } from "vitest";
import { offersOf } from "./payment-offers";
import { balanceOf, type PaymentDetail, type TransactionView } from "./payment-view";

const CAPABILITIES = { multipleCaptures: false, partialCapture: true };
const view = (kind: TransactionView["kind"], given: Partial<TransactionView> = {}) =>
  ({
    ...{ id: kind, kind, status: "succeeded", amountMinor: 6500, isSuperseded: false },
    parentId: kind === "authorization" ? null : kind === "refund" ? "capture" : "authorization",
    ...given,
  }) as TransactionView;

function offered(
  status: PaymentDetail["order"]["status"],
  transactions: readonly TransactionView[],
  isPaidWithThis = true,
) {
  const sum = (kind: string) =>
    transactions
      .filter((each) => each.kind === kind && each.status === "succeeded")
      .reduce((total, each) => total + each.amountMinor, 0);
  const offers = offersOf(
    {
      order: { id: "o", number: "1", status, isPaidWithThis },
      transactions,
      balance: balanceOf({
        ...{ authorizedMinor: sum("authorization"), capturedMinor: sum("capture") },
        ...{ voidedMinor: sum("void"), refundedMinor: sum("refund") },
      }),
    },
    CAPABILITIES,
  );
  return Object.entries(offers).flatMap(([name, offer]) =>
    offer === null || offer === false || (Array.isArray(offer) && offer.length === 0) ? [] : [name],
  );
}

const HELD = [view("authorization")];
const TAKEN = [...HELD, view("capture")];
const BACK = [...TAKEN, view("refund")];

describe("what a payment offers", () => {
  it.each([
    ["placed", HELD, ["approve", "approveAndCapture", "cancel", "recheck"]],
    ["placed", TAKEN, ["approve", "cancel", "refund", "recheck"]],
    ["approved", HELD, ["capture", "letGo", "recheck"]],
    ["approved", TAKEN, ["refund", "recheck"]],
    ["cancelled", BACK, ["recheck"]],
    ["editing", TAKEN, ["recheck"]],
    ["pending", [], []],
  ] as const)("of a %s order follows from its state and its money", (status, rows, names) => {
    expect(offered(status, rows)).toEqual(names);
  });

  it("is nothing more to capture after a part, where the provider captures once", () => {
    const part = [...HELD, view("capture", { amountMinor: 4200 })];
    expect(offered("approved", part)).toEqual(["refund", "recheck"]);
  });

  it("is to let go what another payment of a placed order still holds", () => {
    expect(offered("placed", HELD, false)).toEqual(["letGo", "recheck"]);
  });

  it("is to resolve what is stuck, and not to spend it meanwhile", () => {
    const stuck = [...HELD, view("capture", { status: "indeterminate" })];
    expect(offered("approved", stuck)).toEqual(["recheck", "resolve"]);
  });
});
