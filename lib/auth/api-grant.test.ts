import { describe, expect, it } from "vitest";
import { decideGrant, type GrantFacts, readGrantRequest } from "./api-grant";
import { hashApiSecret, isApiSecret } from "./api-secret";
import { createThrottle } from "./api-throttle";

const markets = [
  { id: "EUROPEaaaa", number: 1, code: "europe" },
  { id: "JAPANaaaaa", number: 2, code: "japan" },
];
const organization = { id: "xRRkjDFafe", slug: "kassa-demo" };
const integration: GrantFacts = {
  organization,
  markets,
  client: {
    id: "INTEGRATIO",
    clientId: "integration",
    kind: "integration",
    mode: "test",
    secretHash: hashApiSecret("s3cret"),
    scope: "market:all",
    isEnabled: true,
  },
};
const salesChannel = (scope: string): GrantFacts => ({
  organization,
  markets,
  client: {
    id: "SALESCHANN",
    clientId: "sales",
    kind: "sales_channel",
    mode: "test",
    secretHash: null,
    scope,
    isEnabled: true,
  },
});
const request = { grant_type: "client_credentials", client_id: "x" };
const codeOf = (result: ReturnType<typeof decideGrant>) => (result.ok ? "ok" : result.error.code);

describe("decideGrant", () => {
  it("gives an integration every market when its secret is right", () => {
    const result = decideGrant({ ...request, client_secret: "s3cret" }, integration);
    expect(result.ok && result.value).toMatchObject({
      kind: "integration",
      marketIds: null,
      scope: "market:all",
      organizationSlug: "kassa-demo",
    });
  });

  it.each([undefined, "", "wrong", hashApiSecret("s3cret")])(
    "refuses an integration with the secret %j",
    (secret) => {
      const given = secret === undefined ? request : { ...request, client_secret: secret };
      expect(codeOf(decideGrant(given, integration))).toBe("invalid_client");
    },
  );

  it("refuses an unknown and a disabled client alike", () => {
    expect(codeOf(decideGrant(request, { ...integration, client: null }))).toBe("invalid_client");
    const facts = salesChannel("market:all");
    if (facts.client) facts.client.isEnabled = false;
    expect(codeOf(decideGrant(request, facts))).toBe("invalid_client");
  });

  it.each([
    ["market:id:JAPANaaaaa", ["JAPANaaaaa"]],
    ["market:code:japan", ["JAPANaaaaa"]],
    ["market:2", ["JAPANaaaaa"]],
    ["market:code:japan market:1", ["JAPANaaaaa", "EUROPEaaaa"]],
    ["market:all", null],
  ])("reads the scope %s", (scope, marketIds) => {
    const result = decideGrant({ ...request, scope }, salesChannel("market:all"));
    expect(result.ok && result.value.marketIds).toEqual(marketIds);
  });

  it.each(["market:all", "market:code:japan", "market:code:nowhere", "stock_location:1", "all"])(
    "refuses %s to a client of one other market",
    (scope) => {
      const result = decideGrant({ ...request, scope }, salesChannel("market:code:europe"));
      expect(codeOf(result)).toBe("invalid_scope");
    },
  );
});

describe("readGrantRequest", () => {
  it("says which field is missing", () => {
    const result = readGrantRequest({ grant_type: "client_credentials" });
    expect(result).toMatchObject({ ok: false, error: { code: "invalid_request" } });
    expect(!result.ok && result.error.detail).toContain("client_id");
  });

  it("offers no grants but its own", () => {
    const result = readGrantRequest({ ...request, grant_type: "implicit" });
    expect(result).toMatchObject({ ok: false, error: { code: "unsupported_grant_type" } });
  });
});

describe("isApiSecret", () => {
  it("never matches a client without a secret", () => {
    expect(isApiSecret("", null)).toBe(false);
    expect(isApiSecret("s3cret", hashApiSecret("s3cret"))).toBe(true);
  });
});

describe("the throttle", () => {
  const at = (second: number) => new Date(1_700_000_000_000 + second * 1000);

  it("lets the window slide, per address", () => {
    const throttle = createThrottle({ requests: 2, windowMs: 60_000 });
    expect(throttle.take("a", at(0))).toEqual({
      allowed: true,
      remaining: 1,
      retryAfterSeconds: 0,
    });
    expect(throttle.take("a", at(10)).allowed).toBe(true);
    expect(throttle.take("a", at(20))).toEqual({
      allowed: false,
      remaining: 0,
      retryAfterSeconds: 40,
    });
    expect(throttle.take("b", at(20)).allowed).toBe(true);
    expect(throttle.take("a", at(61)).allowed).toBe(true);
    expect(throttle.take("a", at(62)).allowed).toBe(false);
  });
});
