import { describe, expect, it } from "vitest";
import type { CurrencyCode } from "../money/money";
import { reportLines } from "./report-lines";
import type { GatewayChoice, StoredDifference } from "./store";

const gateway: GatewayChoice = {
  id: "GatewayOne",
  type: "stripe_gateways",
  mode: "test",
  name: "Stripe",
  reference: null,
};
const period = { from: new Date("2026-10-31T23:00Z"), to: new Date("2026-11-01T23:00Z") };
const counts = {
  matched: 12,
  missingHere: 1,
  missingThere: 1,
  amountDiffers: 0,
  others: 3,
  unsettled: 0,
};
const eur = (amountMinor: number) => ({ amountMinor, currency: "EUR" as CurrencyCode });
const difference: StoredDifference = {
  id: "DiffOne",
  kind: "missing_here",
  subject: "pi_1 refund re_1",
  movement: "refund",
  transactionId: null,
  paymentReference: "pi_1",
  ourReference: "OrderAbcde-1",
  reference: "re_1",
  ours: null,
  theirs: eur(1234500),
  happenedAt: new Date("2026-11-01T09:30Z"),
  state: "open",
  foundAt: period.to,
  resolvedAt: null,
  resolvedBy: null,
  note: null,
};
const shown = (open: readonly StoredDifference[], more = {}) =>
  reportLines(
    { counts, open, acceptedCount: 0, resolvedCount: 0, ...more },
    { gateway, period, timeZone: "Europe/Berlin" },
  ).join("\n");

describe("the report", () => {
  it("aligns the counts and the rows, in the organization's time", () => {
    const other = { ...difference, id: "DiffTwo", kind: "missing_there" as const };
    const text = shown([difference, { ...other, ours: eur(100), theirs: null }]);
    expect(text).toBe(
      [
        "Stripe (stripe_gateways GatewayOne, test)",
        "Payments taken from 2026-11-01 00:00 until 2026-11-02 00:00, Europe/Berlin, with all that came of them",
        "",
        "  matched         12  movements, the same on both sides",
        "  missing here     1  the provider has them, we do not",
        "  missing there    1  we have them, the provider does not",
        "  amount differs   0  both have them, with other amounts",
        "  others'          3  payments of other systems on the account, not compared",
        "  unsettled        0  not decided yet, not compared",
        "",
        "Open, 2:",
        "  DIFFERENCE     MOVEMENT      OURS        THEIRS  PAYMENT  OUR REFERENCE  HAPPENED          ID",
        "  missing here   refund           -  12345.00 EUR  pi_1     OrderAbcde-1   2026-11-01 10:30  DiffOne",
        "  missing there  refund    1.00 EUR             -  pi_1     OrderAbcde-1   2026-11-01 10:30  DiffTwo",
      ].join("\n"),
    );
  });

  it("says that nothing is open, and what has been resolved", () => {
    const text = shown([], { acceptedCount: 2, resolvedCount: 1 });
    expect(text).toContain("1 that were open are the same on both sides now.");
    expect(text).toContain("2 found again were resolved by a person before.");
    expect(text.endsWith("No difference is open.")).toBe(true);
  });
});
