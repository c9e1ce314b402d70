import { describe, expect, it } from "vitest";
import { captureRequest, check, paymentRequest, tokenRequest } from "./validation";

const token = { type: "token", token: "tok_aaaaaaaaaaaaaaaaaaaaaaaaaa" };
const payment = { source: token, amount: 6500, currency: "USD" };
const urls = { success_url: "https://shop.test/s", failure_url: "https://shop.test/f" };

function codes(schema: Parameters<typeof check>[0], body: unknown): string[] {
  const checked = check(schema, Buffer.from(JSON.stringify(body)));
  return checked.ok ? [] : checked.codes;
}

describe("a payment request", () => {
  it.each([
    [{ ...payment, amount: -1 }, "amount_invalid"],
    [{ ...payment, amount: 10.5 }, "amount_invalid"],
    [{ ...payment, amount: "6500" }, "amount_invalid"],
    [{ source: token, amount: 1 }, "currency_required"],
    [{ ...payment, currency: "ZZZ" }, "currency_invalid"],
    [{ ...payment, currency: "KWD", amount: 5121 }, "amount_invalid"],
    [{ ...payment, currency: "CLP", amount: 5150 }, "amount_invalid"],
    [{ amount: 1, currency: "USD" }, "payment_source_required"],
    [{ ...payment, source: { type: "wallet" } }, "payment_source_type_invalid"],
    [{ ...payment, source: { type: "token" } }, "token_required"],
    [{ ...payment, source: { type: "id" } }, "source_id_required"],
    [
      {
        ...payment,
        source: { type: "card", number: "4012888888881881", expiry_month: 1, expiry_year: 2030 },
      },
      "card_number_invalid",
    ],
    [{ ...payment, reference: "x".repeat(51) }, "reference_invalid"],
    [{ ...payment, capture: "no" }, "capture_invalid"],
    [{ ...payment, "3ds": { enabled: "yes" }, ...urls }, "3ds_enabled_invalid"],
    [
      { ...payment, "3ds": { enabled: true }, failure_url: urls.failure_url },
      "success_url_required",
    ],
    [
      { ...payment, "3ds": { enabled: true }, success_url: urls.success_url },
      "failure_url_required",
    ],
    [{ ...payment, success_url: "javascript:alert(1)" }, "success_url_invalid"],
    [{ ...payment, failure_url: `https://x.test/${"a".repeat(1024)}` }, "failure_url_invalid"],
    [{ ...payment, processing_channel_id: "pc_x" }, "processing_channel_id_invalid"],
    [{ ...payment, payment_type: "Sometimes" }, "payment_type_invalid"],
    [{ ...payment, metadata: "text" }, "metadata_invalid"],
    [{ ...payment, customer: { email: "nobody" } }, "customer_email_invalid"],
    [{ ...payment, payment_ip: "300.1.1.1" }, "payment_ip_invalid"],
    [[], "request_body_malformed"],
  ])("refuses %j with %s", (body, code) => {
    expect(codes(paymentRequest, body)).toContain(code);
  });

  it("names everything that is wrong, each once", () => {
    const found = codes(paymentRequest, {
      ...payment,
      amount: -1.5,
      currency: "usd",
      reference: 5,
    });
    expect(found.sort()).toEqual(["amount_invalid", "currency_invalid", "reference_invalid"]);
  });

  it.each([
    [payment],
    [{ ...payment, amount: 0 }],
    [{ source: token, currency: "USD" }],
    [{ ...payment, currency: "JPY", amount: 1 }],
    [{ ...payment, currency: "KWD", amount: 5120 }],
    [{ ...payment, currency: "CLP", amount: 5100 }],
    [{ ...payment, "3ds": { enabled: true }, ...urls }],
    [{ ...payment, reference: null, customer: null }],
    [{ ...payment, something_new: { anything: 1 } }],
  ])("takes %j", (body) => {
    expect(codes(paymentRequest, body)).toEqual([]);
  });
});

describe("a token request", () => {
  const card = { type: "card", number: "4242424242424242", expiry_month: 6, expiry_year: 2030 };

  it.each([
    [{ ...card, number: "4242424242424241" }, "card_number_invalid"],
    [{ ...card, number: "5555555555554444" }, "card_number_invalid"],
    [{ ...card, expiry_month: 13 }, "card_expiry_month_invalid"],
    [{ ...card, expiry_year: 30 }, "card_expiry_year_invalid"],
    [{ ...card, cvv: "12" }, "cvv_invalid"],
    [{ ...card, type: "applepay" }, "token_type_invalid"],
  ])("refuses %j with %s", (body, code) => {
    expect(codes(tokenRequest, body)).toContain(code);
  });

  it("takes a test card, with or without its security code", () => {
    expect(codes(tokenRequest, card)).toEqual([]);
    expect(codes(tokenRequest, { ...card, cvv: "100", expiry_month: "06" })).toEqual([]);
  });
});

describe("a capture request", () => {
  it("may have no body at all", () => {
    expect(check(captureRequest, Buffer.alloc(0)).ok).toBe(true);
  });
  it("refuses an unknown capture type", () => {
    expect(codes(captureRequest, { capture_type: "Last" })).toEqual(["capture_type_invalid"]);
  });
});
