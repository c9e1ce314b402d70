import { describe, expect, it } from "vitest";
import { verifyAccessToken } from "./access-token";
import { hashApiSecret } from "./api-secret";
import { createThrottle } from "./api-throttle";
import { answerTokenRequest, TOKEN_LIMIT, type TokenEndpoint } from "./api-token-endpoint";

const key = { secret: "k".repeat(40), issuer: "https://auth.localhost:3000" };
const now = new Date("2026-11-20T12:00:00Z");

const nobody = async () => {
  throw new Error("No customer was meant.");
};

const endpoint = (): TokenEndpoint => ({
  customers: { signIn: nobody, renew: nobody, revokeRefresh: nobody, revokeAccess: nobody },
  clock: { now: () => now },
  key,
  throttle: createThrottle(TOKEN_LIMIT),
  address: "203.0.113.9",
  findGrantFacts: async (clientId) => ({
    organization: { id: "xRRkjDFafe", slug: "kassa-demo" },
    markets: [],
    client:
      clientId === "integration"
        ? {
            id: "INTEGRATIO",
            clientId,
            kind: "integration",
            mode: "test",
            secretHash: hashApiSecret("s3cret&+"),
            scope: "market:all",
            isEnabled: true,
          }
        : null,
  }),
});

const post = (body: string, headers: Record<string, string>) =>
  new Request("http://localhost:3000/oauth/token", { method: "POST", body, headers });
const json = (fields: object) =>
  post(JSON.stringify(fields), { "content-type": "application/json" });
const good = {
  grant_type: "client_credentials",
  client_id: "integration",
  client_secret: "s3cret&+",
};
const form = { "content-type": "application/x-www-form-urlencoded" };

describe("POST /oauth/token", () => {
  it.each([
    ["JSON", json(good)],
    ["a form", post(new URLSearchParams(good).toString(), form)],
    [
      "HTTP Basic",
      post("grant_type=client_credentials", {
        ...form,
        authorization: `Basic ${btoa(`integration:${encodeURIComponent("s3cret&+")}`)}`,
      }),
    ],
  ])("gives a token to credentials sent as %s", async (_, request) => {
    const answer = await answerTokenRequest(request, endpoint());
    expect(answer.status).toBe(200);
    const body = await answer.json();
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: "bearer",
      expires_in: 7_200,
      scope: "market:all",
      created_at: now.getTime() / 1000,
    });
    expect((await verifyAccessToken(body.access_token, { key, now })).ok).toBe(true);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("set-cookie")).toBeNull();
  });

  it.each([
    ["a wrong secret", { ...good, client_secret: "x" }, 401, "UNAUTHORIZED"],
    ["an unknown client", { ...good, client_id: "nobody" }, 401, "UNAUTHORIZED"],
    ["no client", { grant_type: "client_credentials" }, 400, "INVALID_REQUEST"],
    ["another grant", { ...good, grant_type: "implicit" }, 400, "UNSUPPORTED_GRANT_TYPE"],
    ["an unknown market", { ...good, scope: "market:code:x" }, 400, "INVALID_SCOPE"],
  ])("answers %s in the documented form", async (_, fields, status, code) => {
    const answer = await answerTokenRequest(json(fields), endpoint());
    expect(answer.status).toBe(status);
    const body = await answer.json();
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0]).toMatchObject({ code, status: String(status) });
    expect(body.errors[0].title).not.toBe("");
  });

  it("refuses broken JSON, other media types and large bodies", async () => {
    const status = async (request: Request) =>
      (await answerTokenRequest(request, endpoint())).status;
    expect(await status(post("{", { "content-type": "application/json" }))).toBe(400);
    expect(await status(post("[]", { "content-type": "application/json" }))).toBe(400);
    expect(await status(post("a", { "content-type": "text/plain" }))).toBe(415);
    expect(await status(post("a".repeat(17_000), form))).toBe(413);
  });

  it("stops an address after 30 requests in a minute, and says when to come back", async () => {
    const parts = endpoint();
    for (let count = 1; count <= 30; count += 1) {
      const answer = await answerTokenRequest(json({}), parts);
      expect(answer.headers.get("x-ratelimit-remaining")).toBe(String(30 - count));
    }
    const stopped = await answerTokenRequest(json(good), parts);
    expect(stopped.status).toBe(429);
    expect(stopped.headers.get("retry-after")).toBe("60");
    expect(stopped.headers.get("x-ratelimit-limit")).toBe("30");
    expect(stopped.headers.get("x-ratelimit-interval")).toBe("60");
    const other = await answerTokenRequest(json(good), { ...parts, address: "203.0.113.10" });
    expect(other.status).toBe(200);
  });
});
