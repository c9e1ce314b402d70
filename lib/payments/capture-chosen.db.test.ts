import { afterAll, beforeAll, expect, it } from "vitest";
import { type Merchant, merchantOf } from "../../tests/api/merchant";
import { type ApiShop, openApiShop } from "../../tests/api/shop";
import type { Deps } from "../deps";

let shop: ApiShop;
let deps: Deps;
let merchant: Merchant;

beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("../parts");
  deps = await parts({ kind: "user", id: "merchant" });
  merchant = merchantOf(shop, deps);
});
afterAll(() => shop?.close());

async function chosen(paymentIds: readonly string[], idempotencyKey = "k1") {
  const { captureChosen } = await import("./capture-chosen");
  return captureChosen(deps, { paymentIds, idempotencyKey });
}

it("captures each by itself, and once: one that is refused stops no other", async () => {
  const [one, gone, two] = [
    await merchant.placed("stripe"),
    await merchant.placed("stripe"),
    await merchant.placed("checkout_com"),
  ];
  await merchant.voidAll(gone);
  const ids = [one, gone, two].map(({ sourceId }) => sourceId);
  const first = await chosen([...ids, "nobody", one.sourceId]);
  const again = await chosen([...ids, "nobody"]);
  for (const answer of [first, again]) {
    if (!answer.ok) throw new Error(answer.error.code);
    const told = answer.value.map(({ result }) => (result.ok ? "captured" : result.error.code));
    expect(told).toEqual(["captured", "illegal_transition", "captured", "not_found"]);
  }
  for (const each of [one, two]) {
    const state = await merchant.settleAll(each);
    expect(await merchant.bookOf(state)).toMatchObject({ capture: 3250, paymentStatus: "paid" });
    expect(state.order.status).toBe("approved");
  }
});

it("takes at most fifty, and at least one", async () => {
  const many = Array.from({ length: 51 }, (_, i) => `p${i}`);
  for (const ids of [many, []]) {
    expect(await chosen(ids)).toMatchObject({ error: { code: "invalid_input" } });
  }
});
