import { describe, expect, it } from "vitest";
import type { PayState } from "@/components/checkout/pay-state";
import type { UseCaseError } from "@/lib/errors";
import { err, ok } from "@/lib/result";
import { answerOf } from "./pay-outcome";

const empty = {
  full_name: "",
  country_code: "DE",
  line_1: "",
  line_2: "",
  zip_code: "",
  city: "",
  state_code: "",
  phone: "",
};
const ASKED: PayState = {
  attempt: 1,
  issues: [],
  problem: null,
  told: null,
  said: null,
  decline: null,
  nonce: "a new one",
  totalMinor: 6500,
  totalBeforeMinor: null,
  typed: { methodId: "m2", code: "NB-1", isSameBilling: true, billing: empty },
};
const ofError = (error: UseCaseError) => answerOf(err(error), ASKED, "card-m2");

describe("what the payment step does with an outcome", () => {
  it.each([
    [{ kind: "placed" }, "confirmation"],
    [{ kind: "bank", url: "https://bank.example" }, "bank"],
    [{ kind: "checking" }, "checkout"],
    [{ kind: "not_editable" }, "checkout"],
  ] as const)("leaves on %j", (outcome, to) => {
    expect(answerOf(ok(outcome), ASKED, "card-m2")).toEqual({ kind: "leave", to });
  });

  it("stays on a decline, says which method it was, and keeps what was typed", () => {
    const decline = { code: "insufficient_funds", raw: "20051" } as const;
    const outcome = { kind: "declined", decline, cardLastDigits: "3670" } as const;
    expect(answerOf(ok(outcome), ASKED, "card-m2")).toEqual({
      kind: "stay",
      state: {
        ...ASKED,
        decline: { methodId: "m2", code: "insufficient_funds", lastDigits: "3670" },
      },
    });
  });

  it("shows the new total beside the old one, and takes nothing", () => {
    const outcome = { kind: "total_changed", totalMinor: 7000 } as const;
    const answer = answerOf(ok(outcome), ASKED, "card-m2");
    expect(answer).toMatchObject({
      kind: "stay",
      state: { problem: "total_changed", totalMinor: 7000, totalBeforeMinor: 6500 },
    });
  });
});

describe("what the payment step does with an error", () => {
  it.each([
    [{ code: "attempt_running" }, "checkout"],
    [{ code: "provider_indeterminate", detail: "timeout" }, "checkout"],
    [{ code: "order_incomplete", missing: ["email"] }, "checkout"],
    [{ code: "not_found", resource: "orders", id: "x" }, "shop"],
  ] as const)("goes where the order's state is shown: %j", (error, to) => {
    expect(ofError(error)).toEqual({ kind: "leave", to });
  });

  it.each([
    [{ code: "provider_unreachable", detail: "ECONNREFUSED" }, "gone"],
    [{ code: "provider_unauthorized", detail: "401" }, "gone"],
    [{ code: "gateway_unavailable", detail: "off" }, "gone"],
    [{ code: "circuit_open", detail: "off" }, "away"],
    [{ code: "order_unchecked", detail: "late" }, "unchecked"],
    [{ code: "provider_rejected_request", detail: "used", attribute: "token" }, "expired"],
    [{ code: "provider_rejected_request", detail: "bad" }, "gone"],
    [{ code: "amount_refused", refusal: { code: "currency_unsupported" } }, "refused"],
  ] as const)("says what to do next: %j", (error, problem) => {
    expect(ofError(error)).toEqual({ kind: "stay", state: { ...ASKED, problem } });
  });

  it("hands on what the merchant says of a refused order", () => {
    const error = { code: "order_refused", reason: "LIMIT", message: "At most 3 mugs." } as const;
    expect(ofError(error)).toEqual({
      kind: "stay",
      state: { ...ASKED, problem: "vetoed", said: "At most 3 mugs." },
    });
  });

  it("puts an issue by the fields of the chosen method, without the provider's own text elsewhere", () => {
    const issue = { path: "attributes.token", message: "Enter the card again." };
    expect(ofError({ code: "invalid_input", issues: [issue] })).toEqual({
      kind: "stay",
      state: { ...ASKED, issues: [{ field: "card-m2", message: "Enter the card again." }] },
    });
  });
});
