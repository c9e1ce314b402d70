import { describe, expect, it } from "vitest";
import { GATEWAY_TYPES } from "../gateway-types";
import { gatewayKindOf, gatewayKinds } from "./gateway-kinds";

const namesOf = (type: (typeof GATEWAY_TYPES)[number], group: "keys" | "settings") =>
  gatewayKindOf(type)
    .fields.filter((field) => field.group === group)
    .map(({ name }) => name);

describe("what may be entered of a gateway", () => {
  it("follows from its provider's own schema", () => {
    expect(namesOf("stripe_gateways", "keys")).toEqual(["login", "publishable_key"]);
    expect(namesOf("stripe_gateways", "settings")).toEqual([
      "connected_account",
      "auto_payments",
      "authorization_days",
      "timeout_ms",
    ]);
    expect(namesOf("checkout_com_gateways", "keys")).toEqual(["secret_key", "public_key"]);
    expect(namesOf("external_gateways", "keys")).toEqual([]);
    const { fields, ...kind } = gatewayKindOf("manual_gateways");
    expect(fields).toMatchObject([{ name: "instructions", kind: "words", isRequired: false }]);
    expect(kind).toMatchObject({ canCheck: false, hasWebhooks: false, makesSharedSecret: false });
  });

  it("knows an address, a yes or no, a number within its bounds and a list", () => {
    const fieldOf = (name: string) =>
      gatewayKindOf("external_gateways").fields.find((field) => field.name === name);
    expect(fieldOf("authorize_url")).toMatchObject({ kind: "address", isRequired: false });
    expect(fieldOf("honours_idempotency_keys")).toMatchObject({ kind: "flag", usual: false });
    expect(fieldOf("authorization_days")).toMatchObject({ kind: "count", min: 1, max: 31 });
    expect(fieldOf("external_includes")).toMatchObject({ kind: "list", usual: null });
  });

  it("leaves out what we make ourselves and what the place decides, of every provider", () => {
    const names = gatewayKinds().flatMap(({ fields }) => fields.map(({ name }) => name));
    expect(
      names.filter((name) => /shared_secret|webhook_endpoint|api_base|loopback/.test(name)),
    ).toEqual([]);
    expect(gatewayKinds().map(({ type }) => type)).toEqual(GATEWAY_TYPES);
  });
});
