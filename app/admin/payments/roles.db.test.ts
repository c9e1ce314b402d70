import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { FormState } from "@/lib/actions/form-state";
import type { Merchant } from "@/lib/auth/merchant";
import type { StoredTransaction } from "@/lib/payments/store";
import { type Merchant as Desk, merchantOf } from "@/tests/api/merchant";
import { type ApiShop, openApiShop } from "@/tests/api/shop";

let role: Merchant["role"] = "viewer";
const session = vi.hoisted(() => ({ merchant: () => ({}) }));
vi.mock("@/lib/auth/session", () => ({ requireMerchant: async () => session.merchant() }));
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ origin: "http://localhost:3999", host: "localhost:3999" }),
}));

let shop: ApiShop;
let desk: Desk;
let held: StoredTransaction;

beforeAll(async () => {
  session.merchant = () => ({ id: "me", name: "Me", email: "me@x.example", role });
  shop = await openApiShop();
});
beforeAll(async () => {
  const { parts } = await import("@/lib/parts");
  desk = merchantOf(shop, await parts({ kind: "user", id: "me" }));
  held = await desk.placed("stripe");
});
afterAll(() => shop?.close());

const IDLE: FormState = { status: "idle", attempt: 0 };
const NONCE = "00000000-0000-4000-8000-000000000001";

function formOf(more: Record<string, string> = {}): FormData {
  const form = new FormData();
  const values = { payment: held.sourceId, nonce: NONCE, payments: held.sourceId, ...more };
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  return form;
}
const eventsCount = async () => {
  const { prisma } = await import("@/lib/db/client");
  return prisma().event.count();
};

describe("a press of somebody whose role does not allow it", () => {
  it("changes nothing, whatever form it is", async () => {
    role = "viewer";
    const { FORMS } = await import("./[id]/forms");
    const { captureChosen } = await import("./actions");
    const before = await eventsCount();
    const given = { authorization: held.id, transaction: held.id, amount: "1.00", note: "seen" };
    for (const action of [...Object.values(FORMS), captureChosen]) {
      expect(await action(IDLE, formOf(given))).toMatchObject({
        status: "refused",
        title: "You may look, and not change",
      });
    }
    expect(await eventsCount()).toBe(before);
  });

  it("sets no limit: that is an owner's", async () => {
    role = "operator";
    const { setLimitAction } = await import("./refund-limits/actions");
    const limit = () => setLimitAction(IDLE, formOf({ currency: "EUR", amount: "500" }));
    expect(await limit()).toMatchObject({ title: "Only an owner may change this" });
    role = "owner";
    expect(await limit()).toMatchObject({ message: "Refunds above €500.00 need a second person" });
  });
});

describe("a press of somebody who may", () => {
  it("sent twice at once is one operation at the provider", async () => {
    role = "operator";
    const { FORMS } = await import("./[id]/forms");
    const press = () => FORMS.approveAndCapture(IDLE, formOf());
    for (const answer of await Promise.all([press(), press()])) {
      expect(answer.status).toBe("done");
    }
    expect(await desk.bookOf(await desk.settleAll(held))).toMatchObject({ capture: 3250 });
    const state = await desk.stateOf(held);
    expect(state.transactions.filter(({ kind }) => kind === "capture")).toHaveLength(1);
  });

  it("is told where to mend what, and of a form that is not ours", async () => {
    const { FORMS } = await import("./[id]/forms");
    const refused = await FORMS.refund(IDLE, formOf({ amount: "1,234" }));
    expect(refused).toMatchObject({ status: "refused", problems: [{ field: "amount" }] });
    expect(await FORMS.refund(IDLE, formOf({ nonce: "again" }))).toMatchObject({
      problems: [{ text: expect.stringContaining("not complete") }],
    });
    expect(await FORMS.approve(IDLE, formOf({ payment: "nobody" }))).toMatchObject({
      problems: [{ text: expect.stringContaining("not complete") }],
    });
  });
});
