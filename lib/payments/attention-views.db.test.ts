import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/scripts/test-database";
import type { AttentionFilter } from "./attention-view";
import { addPayment, addShop, MERCHANT, second } from "./payments.fixture";

let database: TestDatabase;

/** Of the one payment. */
async function addItem(id: string, more: { ownerId?: string; resolvedAt?: Date; note?: string }) {
  const place = { orderId: "o-P1", sourceId: "P1", stamp: "", what: {} };
  const openedAt = second(0);
  const data = { ...place, id, kind: "contradiction", openedAt, ...more };
  await database.prisma.attentionItem.create({ data });
}

beforeAll(async () => {
  database = await openTestDatabase();
  const { prisma } = database;
  await addShop(prisma);
  const day = { createdAt: second(0), updatedAt: second(0), passwordHash: "" };
  for (const [id, role] of [
    ["Jonas", "operator"],
    ["Gone", "owner"],
  ] as const) {
    const disabledAt = id === "Gone" ? second(1) : null;
    const data = { ...day, id, role, name: id, email: `${id}@halden.example`, disabledAt };
    await prisma.user.create({ data });
  }
  await addPayment(prisma, { id: "P1", at: 0 });
  await addItem("contradiction:free", {});
  await addItem("contradiction:mine", { ownerId: MERCHANT.id });
  await addItem("contradiction:his", { ownerId: "Jonas" });
  await addItem("contradiction:gone", { resolvedAt: second(5) });
  for (let i = 0; i < 55; i++) {
    const resolved = { resolvedAt: second(100 + i), resolvedBy: "Jonas", note: `No. ${i}` };
    await addItem(`contradiction:${String(i).padStart(2, "0")}`, resolved);
  }
});
afterAll(() => database?.close());

async function list(filter: Partial<AttentionFilter>, older?: string) {
  const { listAttention } = await import("./attention-queries");
  const wish = { filter: { show: "open", kind: null, ...filter } as AttentionFilter, older };
  return listAttention(MERCHANT, wish, database.prisma);
}
const idsOf = async (filter: Partial<AttentionFilter>) =>
  (await list(filter)).items.map(({ id }) => id.replace("contradiction:", "")).sort();

describe("the views of the attention list", () => {
  it("are whose items are, and of which kind", async () => {
    expect(await idsOf({})).toEqual(["free", "his", "mine"]);
    expect(await idsOf({ show: "mine" })).toEqual(["mine"]);
    expect(await idsOf({ show: "free" })).toEqual(["free"]);
    expect(await idsOf({ kind: "contradiction", show: "free" })).toEqual(["free"]);
    expect(await idsOf({ kind: "dispute" })).toEqual([]);
  });

  it("hold what was resolved, newest first, by whom and why, page by page", async () => {
    const first = await list({ show: "resolved" });
    expect(first.items).toHaveLength(50);
    expect(first.items[0]?.resolved).toEqual({ at: second(154), by: "Jonas", note: "No. 54" });
    const next = await list({ show: "resolved" }, first.older ?? "");
    expect(next.items).toHaveLength(6);
    expect(next.older).toBeNull();
    // Its cause went away by itself.
    expect(next.items.at(-1)?.resolved).toEqual({ at: second(5), by: null, note: null });
    const ids = [...first.items, ...next.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(56);
    expect((await list({ show: "resolved" }, "nonsense")).items[0]?.id).toBe(ids[0]);
  });

  it("say how many there are, and who may be given one", async () => {
    const { mayAttend } = await import("./attention-queries");
    const { sumAttention } = await import("./attention-sums-queries");
    const { prisma } = database;
    const sums = await sumAttention(MERCHANT, second(200), prisma);
    expect(sums.kinds).toEqual([{ kind: "contradiction", open: 3, mine: 1, free: 1 }]);
    expect(sums.people.map(({ id }) => id)).toEqual(["Jonas"]);
    expect(sums.beside).toEqual([]);
    expect(await mayAttend(MERCHANT, "Jonas", prisma)).toBe(true);
    for (const id of ["Gone", MERCHANT.id, "Nobody"]) {
      expect(await mayAttend(MERCHANT, id, prisma)).toBe(false);
    }
  });
});
