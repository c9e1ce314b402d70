import { describe, expect, it } from "vitest";
import { GATEWAY_TYPES, type GatewayType, SOURCE_TYPE_OF } from "../gateway-types";
import { declineOf as checkoutComDeclineOf } from "./checkout-com/declines";
import { DECLINE_CODES } from "./decline";
import { declineOf as externalDeclineOf } from "./external/declines";
import { providerOf } from "./registry";
import { declineOf as stripeDeclineOf } from "./stripe/declines";

const SETTINGS = {
  stripe_gateways: { login: "sk_test_1", publishable_key: "pk_test_1" },
  checkout_com_gateways: {
    secret_key: "sk_sbox_1",
    public_key: "pk_sbox_1",
    subdomain: "abcd1234",
  },
  external_gateways: { shared_secret: "s", authorize_url: "https://gateway.example/pay" },
  manual_gateways: { instructions: "IBAN DE02 1203 0000 0000 2020 51" },
};
/** Those that somebody is spoken to by. */
const SPEAKING = GATEWAY_TYPES.filter((type) => !providerOf(type).capabilities.byHand);

describe("the registry", () => {
  it.each(GATEWAY_TYPES)("has the provider of %s under its own name", (type) => {
    const provider = providerOf(type);
    expect(provider.gatewayType).toBe(type);
    expect(provider.sourceType).toBe(SOURCE_TYPE_OF[type]);
  });

  it.each(SPEAKING)("knows for %s what a source is made of", (type) => {
    expect(providerOf(type).sourceAttributes.length).toBeGreaterThan(0);
  });

  it.each(GATEWAY_TYPES)("knows for %s what is secret", (type) => {
    const provider = providerOf(type);
    const config = provider.configSchema.parse(SETTINGS[type]);
    expect(Object.keys(config as object)).toEqual(
      expect.arrayContaining([...provider.secretSettings]),
    );
    const shown = JSON.stringify(provider.publicAttributes(config));
    expect(shown).not.toContain("sk_");
    // These come from the provider, not from a client.
    const told = new Set(["customer_token", "payment_session"]);
    for (const name of provider.secretAttributes.filter((one) => !told.has(one))) {
      expect(providerOf(type).sourceAttributes).toContain(name);
    }
  });

  it.each(GATEWAY_TYPES)("lets nothing unknown into the settings of %s", (type) => {
    const { configSchema, sourceSchema } = providerOf(type);
    expect(configSchema.safeParse({ ...SETTINGS[type], surprise: 1 }).success).toBe(false);
    expect(sourceSchema.safeParse({ surprise: 1 }).success).toBe(false);
  });

  it("repeats an external call only where the gateway honours keys", () => {
    const settings = SETTINGS.external_gateways;
    const honouring = { ...settings, honours_idempotency_keys: true };
    const hours = (type: GatewayType, config: object): number | null => {
      const { configSchema, repeatWindowHours } = providerOf(type);
      return repeatWindowHours(configSchema.parse(config));
    };
    expect(hours("external_gateways", settings)).toBeNull();
    expect(hours("external_gateways", honouring)).toBe(24);
    expect(hours("stripe_gateways", SETTINGS.stripe_gateways)).toBe(23);
  });
});

describe("the gateway's environment", () => {
  it.each(SPEAKING)("is the sandbox for %s only where one is given", (type) => {
    const { configSchema } = providerOf(type);
    for (const url of ["http://127.0.0.1:3001", null]) {
      const settings = { ...SETTINGS[type], ...providerOf(type).environmentSettings(url) };
      expect(configSchema.safeParse(settings).success).toBe(true);
    }
    expect(JSON.stringify(providerOf(type).environmentSettings(null))).toMatch(/null|false/);
  });

  it("has no path, so that the SDKs' own paths are right", () => {
    const settings = { ...SETTINGS.stripe_gateways, api_base: "http://127.0.0.1:3001/v1" };
    expect(providerOf("stripe_gateways").configSchema.safeParse(settings).success).toBe(false);
  });
});

describe("declines", () => {
  it.each([
    ["lost_card", "card_declined"],
    ["fraudulent", "suspected_fraud"],
    ["authentication_required", "authentication_failed"],
    ["made_up", "card_declined"],
  ])("of Stripe: %s reads as %s", (decline_code, code) => {
    expect(stripeDeclineOf({ code: "card_declined", decline_code })).toEqual({
      code,
      raw: decline_code,
    });
  });

  it.each([
    ["20051", "insufficient_funds"],
    ["200N7", "incorrect_cvc"],
    ["30041", "card_declined"],
    ["20999", "card_declined"],
    ["49999", "suspected_fraud"],
    ["unknown", "unknown"],
  ])("of Checkout.com: %s reads as %s", (raw, code) => {
    expect(checkoutComDeclineOf(raw)).toEqual({ code, raw });
  });

  it("of an external gateway are its own words, and bounded", () => {
    expect(externalDeclineOf({ code: "EXPIRED_CARD", message: null }).code).toBe("expired_card");
    const long = externalDeclineOf({ code: null, message: "x".repeat(500) });
    expect(long).toEqual({ code: "unknown", raw: "x".repeat(100) });
    expect(DECLINE_CODES).toContain(stripeDeclineOf({}).code);
  });
});
