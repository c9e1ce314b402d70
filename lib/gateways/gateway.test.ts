import { describe, expect, it } from "vitest";
import { changesOf, credentialKeysOf, type GatewayFacts } from "./gateway";

const FACTS: GatewayFacts = {
  name: "Cards",
  settings: { three_ds: true, subdomain: null },
  credentials: { secret_key: "sk_test_first_1234", webhook_endpoint_secret: null },
  forcePayments: false,
  disabledAt: null,
  webhookEndpointId: null,
  metadata: { team: "north" },
  reference: null,
  referenceOrigin: null,
};

describe("the history of a gateway", () => {
  it("tells at first what is there, and of credentials their ends", () => {
    expect(changesOf(null, FACTS)).toEqual({
      name: [null, "Cards"],
      three_ds: [null, true],
      credential_keys: [null, { secret_key: "1234", webhook_endpoint_secret: null }],
      force_payments: [null, false],
      metadata: [null, { team: "north" }],
    });
  });

  it("tells what differs, and nothing of the rest", () => {
    const disabledAt = new Date("2026-11-21T12:00:00Z");
    const settings = { ...FACTS.settings, subdomain: "abcdefgh" };
    expect(changesOf(FACTS, { ...FACTS, settings, disabledAt })).toEqual({
      subdomain: [null, "abcdefgh"],
      disabled_at: [null, "2026-11-21T12:00:00.000Z"],
    });
    expect(changesOf(FACTS, { ...FACTS })).toEqual({});
  });

  it("tells of a new secret also where it ends as the old one did", () => {
    const credentials = { ...FACTS.credentials, secret_key: "sk_test_other_1234" };
    const changes = changesOf(FACTS, { ...FACTS, credentials });
    const ends = { secret_key: "1234", webhook_endpoint_secret: null };
    expect(changes).toEqual({ credential_keys: [ends, ends] });
    expect(JSON.stringify(changes)).not.toContain("other");
  });

  it("shows four characters of a credential, whatever it is", () => {
    expect(credentialKeysOf({ a: "sk_test_abcdef", b: null, c: "" })).toEqual({
      a: "cdef",
      b: null,
      c: "",
    });
  });
});
