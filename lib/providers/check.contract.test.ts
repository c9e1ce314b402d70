import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandbox } from "@/sandbox/server";
import { GATEWAY_TYPES, type GatewayType } from "../gateway-types";
import { providerOf } from "./registry";

const STRIPE = "CheckedAccount00001";
const CHECKOUT_COM = "checkedaccount2222222222222";

/** What a gateway is set up with, by the key that is asked about. */
const SETTINGS: Partial<Record<GatewayType, { right: object; wrong: object }>> = {
  stripe_gateways: {
    right: { login: `sk_test_${STRIPE}` },
    wrong: { login: "sk_test_nobodys" },
  },
  checkout_com_gateways: {
    right: { secret_key: `sk_sbox_${CHECKOUT_COM}`, public_key: `pk_sbox_${CHECKOUT_COM}` },
    wrong: { secret_key: "sk_sbox_nobodys", public_key: `pk_sbox_${CHECKOUT_COM}` },
  },
};

let sandbox: Awaited<ReturnType<typeof createSandbox>>;
beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, directory: null, controlKey: "control-key" });
});
afterAll(() => sandbox?.close());

const ask = (type: GatewayType, settings: object, api_base: string) => {
  const provider = providerOf(type);
  const config = provider.configSchema.parse({ ...settings, api_base });
  return provider.check?.({ config, signal: new AbortController().signal });
};

describe.each(Object.entries(SETTINGS))("the check of %s", (name, { right, wrong }) => {
  const type = GATEWAY_TYPES.find((each) => each === name) ?? "stripe_gateways";

  it("takes a right key", async () => {
    expect(await ask(type, right, sandbox.url)).toEqual({ ok: true, value: null });
  });

  it("does not take a wrong one, nor repeats it", async () => {
    const answer = await ask(type, wrong, sandbox.url);
    expect(answer).toMatchObject({ ok: false, error: { code: "provider_unauthorized" } });
    expect(JSON.stringify(answer)).not.toContain("nobodys");
  });

  it("says when nobody is there", async () => {
    const answer = await ask(type, right, "http://127.0.0.1:9");
    expect(answer).toMatchObject({ ok: false, error: { code: "provider_unreachable" } });
  });
});

it("is not offered where there is nobody to ask", () => {
  expect(providerOf("external_gateways").check).toBeUndefined();
});
