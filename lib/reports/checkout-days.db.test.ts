import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placedOrder } from "@/tests/api/placed";
import { makeOrder } from "@/tests/api/road";
import { type ApiShop, openApiShop } from "@/tests/api/shop";
import { foldDays } from "./fold-days";

let shop: ApiShop;

beforeAll(async () => {
  shop = await openApiShop();
});
afterAll(() => shop?.close());

async function sumsOf(table: "checkout_days" | "payment_fact_days"): Promise<string[]> {
  const key = table === "checkout_days" ? "step" : "concat(fact, ' ', detail, gateway_id)";
  const count = table === "checkout_days" ? "orders_count" : "times_count";
  const rows = await shop.database.prisma.$queryRawUnsafe<{ line: string }[]>(`
    SELECT concat_ws(' ', ${key}, day, sum(${count})) AS line FROM ${table}
    GROUP BY ${key}, day HAVING sum(${count}) <> 0 ORDER BY 1`);
  return rows.map(({ line }) => line);
}

const steps = async () =>
  Object.fromEntries(
    (await sumsOf("checkout_days")).map((line) => {
      const [step = "", , count] = line.split(" ");
      return [step, Number(count)];
    }),
  );

describe("the daily sums of checkouts", () => {
  it("tell how far each order came, by whatever road", async () => {
    expect(await steps()).toEqual({});
    const { parts } = await import("@/lib/parts");
    const deps = await parts();
    const { addToCart } = await import("@/lib/orders/add-to-cart");
    await addToCart(deps, { token: null, skuCode: "ENAMEL-MUG", quantity: 1, currency: "EUR" });
    expect(await steps()).toEqual({ cart: 1 });
    await makeOrder(shop, shop.integration);
    expect(await steps()).toEqual({ cart: 2, contact: 1, delivery: 1 });
    for (const provider of ["stripe", "external", "checkout_com"] as const) {
      await placedOrder({ shop, deps }, provider);
    }
    const paid = { payment: 3, placed: 3 };
    expect(await steps()).toEqual({ cart: 5, contact: 4, delivery: 4, ...paid });
  });

  it("are what the orders and payments themselves say, folded or not", async () => {
    const { prisma } = shop.database;
    const before = [await sumsOf("checkout_days"), await sumsOf("payment_fact_days")];
    expect(await foldDays(prisma)).toBeGreaterThan(10);
    expect(await foldDays(prisma)).toBe(0);
    expect([await sumsOf("checkout_days"), await sumsOf("payment_fact_days")]).toEqual(before);
    await prisma.$queryRaw`SELECT checkout_days_recount()::text, payment_fact_days_recount()::text`;
    expect([await sumsOf("checkout_days"), await sumsOf("payment_fact_days")]).toEqual(before);
  });
});
