import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
  await shop.database.prisma.apiClient.updateMany({
    where: { kind: "sales_channel" },
    data: { allowedOrigins: ["https://storefront.example"] },
  });
}, 180_000);
afterAll(() => shop?.close());

const OURS = ["https://shop.example", "https://storefront.example", "http://localhost:5173"];

async function preflight(path: "api" | "token" | "revoke", origin: string) {
  const route = await (path === "api"
    ? import("@/app/api/[type]/[[...path]]/route")
    : path === "token"
      ? import("@/app/oauth/token/route")
      : import("@/app/oauth/revoke/route"));
  const headers = { origin, "access-control-request-method": "POST" };
  return route.OPTIONS(new Request(`${shop.appUrl}/x`, { method: "OPTIONS", headers }));
}
const read = (origin: string, token: string | null = shop.integration) =>
  shop.call("GET", "markets", { token, headers: { origin } });

describe("pages of other origins", () => {
  it.each(OURS)("of the shop's own list, as %s, may ask and read", async (origin) => {
    for (const path of ["api", "token", "revoke"] as const) {
      const { status, headers } = await preflight(path, origin);
      expect(status).toBe(204);
      expect(headers.get("access-control-allow-origin")).toBe(origin);
      expect(headers.get("access-control-allow-methods")).toContain("POST");
      expect(headers.get("access-control-allow-headers")).toMatch(/Authorization.*Idempotency-Key/);
      expect(headers.get("access-control-allow-credentials")).toBeNull();
    }
    const { headers } = await read(origin);
    expect(headers.get("access-control-allow-origin")).toBe(origin);
    expect(headers.get("access-control-expose-headers")).toContain("X-Ratelimit-Remaining");
    expect(headers.get("vary")).toBe("accept, authorization, origin");
  });

  it.each([
    "https://evil.example",
    "https://shop.example.evil.example",
    "https://shop.example:8443",
    "http://shop.example",
    "null",
  ])("of nobody's list, as %s, may not", async (origin) => {
    expect((await preflight("api", origin)).headers.get("access-control-allow-origin")).toBeNull();
    const { status, headers } = await read(origin);
    expect(status).toBe(200);
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("vary")).toContain("origin");
  });

  it("may read why they were refused", async () => {
    const { status, headers } = await read("https://shop.example", "nonsense");
    expect(status).toBe(401);
    expect(headers.get("access-control-allow-origin")).toBe("https://shop.example");
  });
});

describe("the API's limit", () => {
  it("is told with every answer", async () => {
    const [first, second] = [await read("https://a.example"), await read("https://a.example")];
    expect(first.headers.get("x-ratelimit-limit")).toBe("60000");
    expect(first.headers.get("x-ratelimit-interval")).toBe("60");
    const left = (answer: typeof first) => Number(answer.headers.get("x-ratelimit-remaining"));
    expect(left(second)).toBeLessThan(60_000);
  });

  it("refuses with 429 and a wait, in the API's own form", async () => {
    const { createRate } = await import("@/lib/auth/api-rate");
    const rate = createRate({ requests: 1, windowMs: 60_000 });
    Object.assign(globalThis, { kassaApiRate: rate });
    expect((await read("https://shop.example")).status).toBe(200);
    const refused = await read("https://shop.example");
    Object.assign(globalThis, { kassaApiRate: undefined });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.body.errors[0]).toMatchObject({ code: "TOO_MANY_REQUESTS", status: "429" });
    expect(refused.headers.get("access-control-allow-origin")).toBe("https://shop.example");
  });
});
