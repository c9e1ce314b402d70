import { describe, expect, it } from "vitest";
import { holdsCardNumber, isCardNumber } from "./card-number";
import { detailOf, scrub, scrubObject, withoutPersonalData } from "./scrub";

// Each must be gone from whatever is stored, wherever in an exchange it stands.
const CANARIES = {
  card: "4242424242424242",
  cardSpaced: "4000 0000 0000 3220",
  cardDashed: "3782-822463-10005",
  cvv: "9137",
  stripeKey: "sk_test_canaryCanaryCanary1",
  restrictedKey: "rk_live_canaryCanaryCanary2",
  checkoutKey: "sk_sbox_canarycanarycanarycanaryca",
  webhookSecret: "whsec_canaryCanary3",
  cardToken: "tok_4gzeau5o2uqubbk6fufs3m7p54",
  confirmation: "ctoken_1canaryCanary",
  intentSecret: "pi_1abc_secret_canaryCanary4",
  bearer: "Bearer canary.canary.canary5",
  shared: "canary-shared-secret",
  email: "canary@example.com",
  holder: "Canary Holder",
  street: "1 Canary Street",
};

const EXCHANGE = {
  card: { number: CANARIES.card, cvv: CANARIES.cvv, name: CANARIES.holder, last4: "4242" },
  numeric: 4242424242424242,
  note: `paid with ${CANARIES.cardSpaced} or ${CANARIES.cardDashed}`,
  nested: [{ deep: { CVC: CANARIES.cvv, Authorization: CANARIES.bearer } }],
  headers: { "X-CommerceLayer-Signature": "canary-shared-secret" },
  client_secret: CANARIES.intentSecret,
  clientSecret: "canary-shared-secret",
  message: `key ${CANARIES.stripeKey} and ${CANARIES.restrictedKey}, ${CANARIES.checkoutKey}`,
  url: `https://shop.test/back?payment_intent_client_secret=${CANARIES.intentSecret}&x=1`,
  source: { type: "token", token: CANARIES.cardToken },
  payment_source_token: "canary-shared-secret",
  shared_secret: CANARIES.shared,
  secret: CANARIES.webhookSecret,
  confirmation_token: CANARIES.confirmation,
  billing_details: { email: CANARIES.email, address: { line1: CANARIES.street } },
  receipt_email: CANARIES.email,
  customer: { id: "cus_1", name: CANARIES.holder, email: CANARIES.email },
};

describe("scrub", () => {
  it("leaves no canary in a transcript", () => {
    const stored = JSON.stringify(scrub(EXCHANGE));
    for (const canary of Object.values(CANARIES)) expect(stored).not.toContain(canary);
    expect(holdsCardNumber(stored)).toBe(false);
  });

  it("leaves no canary in a text, whatever its length", () => {
    const text = detailOf(`${JSON.stringify(EXCHANGE.message)} ${EXCHANGE.url} ${EXCHANGE.note}`);
    for (const canary of [CANARIES.stripeKey, CANARIES.checkoutKey, CANARIES.cardSpaced]) {
      expect(text).not.toContain(canary);
    }
    expect(text.length).toBeLessThanOrEqual(300);
  });

  it("keeps what tells a merchant what happened", () => {
    const body = {
      id: "pi_1abc",
      status: "requires_capture",
      amount: 6500,
      currency: "usd",
      latest_charge: { id: "ch_1", payment_method_details: { card: { last4: "4242" } } },
      metadata: { kassa_reference: "ABCdefGHij-1" },
      captured: false,
      client_secret: null,
    };
    expect(scrubObject(body)).toEqual(body);
  });

  it("answers null for what is no object", () => {
    expect(scrubObject("text")).toBeNull();
    expect(scrubObject(undefined)).toBeNull();
    expect(scrubObject([1])).toBeNull();
  });

  it("does not lose itself in a deep or a circular object", () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    expect(JSON.stringify(scrub(circular))).toContain("[redacted]");
  });
});

describe("withoutPersonalData", () => {
  it("keeps ids and drops people", () => {
    const answer = withoutPersonalData(EXCHANGE);
    expect(answer.client_secret).toBe(CANARIES.intentSecret);
    const text = JSON.stringify(answer);
    for (const canary of [CANARIES.email, CANARIES.holder, CANARIES.street, CANARIES.card]) {
      expect(text).not.toContain(canary);
    }
    expect(answer.customer).toMatchObject({ id: "cus_1" });
  });
});

describe("isCardNumber", () => {
  it.each([
    ["4242424242424242", true],
    ["4242 4242 4242 4242", true],
    ["3782-822463-10005", true],
    ["4242424242424241", false],
    ["424242424242", false],
    ["42424242424242424242", false],
    ["xxxx.yyyy.zzzz", false],
    ["tok4242424242424242", false],
    ["", false],
    // Times in milliseconds and microseconds that pass Luhn's check, and an airline's card.
    ["1795344948355", false],
    ["1795344948355002", false],
    ["122000000000003", true],
  ])("judges %s as %s", (text, expected) => {
    expect(isCardNumber(text)).toBe(expected);
  });
});
