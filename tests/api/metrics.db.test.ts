import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiShop, openApiShop } from "./shop";

const TOKEN = "a-token-for-the-metrics";
let shop: ApiShop;
let get: (token: string | null) => Response;

beforeAll(async () => {
  process.env.METRICS_TOKEN = TOKEN;
  shop = await openApiShop();
  const { GET } = await import("@/app/metrics/route");
  get = (token) => {
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    return GET(new Request("http://localhost/metrics", { headers }));
  };
}, 180_000);
afterAll(() => shop?.close());

describe("/metrics", () => {
  it("shows what the last look at the books came to, to whoever has the token", async () => {
    const { keepBooks } = await import("@/lib/books/books-metric");
    const { verifyBooks } = await import("@/lib/books/verify-books");
    const { prisma } = await import("@/lib/db/client");
    keepBooks({ at: new Date(), checks: await verifyBooks(prisma(), () => performance.now()) });
    const text = await get(TOKEN).text();
    expect(text).toContain('kassa_invariant_violations{invariant="I1"} 0');
    expect(text).toContain('kassa_invariant_violations{invariant="I12"} 0');
  });

  it("is not there for anybody else", () => {
    expect(get(null).status).toBe(404);
    expect(get("another").status).toBe(404);
  });
});
