import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { signAccessToken, type TokenSubject, verifyAccessToken } from "./access-token";

const key = { secret: "a".repeat(40), issuer: "https://auth.localhost:3000" };
const now = new Date("2026-11-20T12:00:00Z");
const subject: TokenSubject = {
  id: "AbcDefGhiJ",
  clientId: "kassa_sales_channel",
  kind: "sales_channel",
  mode: "test",
  organizationId: "xRRkjDFafe",
  organizationSlug: "kassa-demo",
  marketIds: ["QWERtyUpBa"],
  scope: "market:id:QWERtyUpBa",
};
const seconds = (count: number) => new Date(now.getTime() + count * 1000);

describe("access tokens", () => {
  it("carry the documented claims, readable by atob as clients do it", async () => {
    const { token, expiresIn } = await signAccessToken(subject, {
      key,
      now,
      rand: "0.42",
      jti: "j1",
    });
    const payload = token.split(".")[1] ?? "";
    expect(payload).not.toMatch(/[-_]/);
    expect(JSON.parse(atob(payload))).toEqual({
      organization: {
        id: "xRRkjDFafe",
        slug: "kassa-demo",
        enterprise: false,
        region: "self-hosted",
      },
      application: {
        id: "AbcDefGhiJ",
        kind: "sales_channel",
        public: true,
        client_id: "kassa_sales_channel",
        confidential: false,
      },
      market: { id: ["QWERtyUpBa"] },
      scope: "market:id:QWERtyUpBa",
      test: true,
      rand: "0.42",
      jti: "j1",
      iss: "https://auth.localhost:3000",
      iat: 1_795_176_000,
      iat_ms: 1_795_176_000_000,
      exp: 1_795_176_000 + 14_400,
    });
    expect(expiresIn).toBe(14_400);
  });

  it("live two hours for integrations and know no market then", async () => {
    const integration: TokenSubject = {
      ...subject,
      kind: "integration",
      marketIds: null,
      mode: "live",
    };
    const { token, expiresIn } = await signAccessToken(integration, {
      key,
      now,
      rand: "1",
      jti: "j1",
    });
    expect(expiresIn).toBe(7_200);
    expect(await verifyAccessToken(token, { key, now })).toEqual({
      ok: true,
      value: {
        id: "AbcDefGhiJ",
        clientId: "kassa_sales_channel",
        kind: "integration",
        mode: "live",
        organizationId: "xRRkjDFafe",
        marketIds: null,
        ownerId: null,
        token: expect.objectContaining({ id: "j1", signInId: null, ownerId: null, issuedAt: now }),
      },
    });
  });

  it("name their owner and sign-in, in claims that atob reads too", async () => {
    const owned = { ...subject, ownerId: "OwnerOwner", signInId: "SignInSign" };
    const { token } = await signAccessToken(owned, { key, now, rand: "1", jti: "j2" });
    expect(JSON.parse(atob(token.split(".")[1] ?? ""))).toMatchObject({
      owner: { id: "OwnerOwner", type: "Customer" },
      sid: "SignInSign",
      jti: "j2",
    });
    const verified = await verifyAccessToken(token, { key, now });
    expect(verified).toMatchObject({
      ok: true,
      value: {
        ownerId: "OwnerOwner",
        token: {
          id: "j2",
          signInId: "SignInSign",
          ownerId: "OwnerOwner",
          issuedAt: now,
          expiresAt: seconds(14_400),
        },
      },
    });
  });

  it("refuse to be made with a claim that atob could not read", async () => {
    const unsafe = { ...subject, scope: "market:code:a>b?" };
    await expect(signAccessToken(unsafe, { key, now, rand: "1", jti: "j1" })).rejects.toThrow(
      /atob/,
    );
  });

  it("end on the second that they say", async () => {
    const { token } = await signAccessToken(subject, { key, now, rand: "1", jti: "j1" });
    expect((await verifyAccessToken(token, { key, now: seconds(14_399) })).ok).toBe(true);
    expect(await verifyAccessToken(token, { key, now: seconds(14_401) })).toEqual({
      ok: false,
      error: "expired",
    });
  });

  it.each(["", "abc", "a.b.c", "eyJhbGciOiJub25lIn0.eyJ0ZXN0Ijp0cnVlfQ."])(
    "refuse %j as invalid",
    async (token) => {
      expect(await verifyAccessToken(token, { key, now })).toEqual({ ok: false, error: "invalid" });
    },
  );

  it("refuse another key, another issuer and another algorithm", async () => {
    const { token } = await signAccessToken(subject, { key, now, rand: "1", jti: "j1" });
    const otherSecret = { ...key, secret: "b".repeat(40) };
    const otherIssuer = { ...key, issuer: "https://auth.elsewhere" };
    expect((await verifyAccessToken(token, { key: otherSecret, now })).ok).toBe(false);
    expect((await verifyAccessToken(token, { key: otherIssuer, now })).ok).toBe(false);
    const weaker = await new SignJWT({ test: true })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer(key.issuer)
      .setIssuedAt(now)
      .setExpirationTime(seconds(60))
      .sign(new TextEncoder().encode(key.secret));
    expect((await verifyAccessToken(weaker, { key, now })).ok).toBe(false);
  });
});
