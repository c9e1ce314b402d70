import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Merchant } from "@/lib/auth/merchant";
import { MERCHANT } from "@/lib/payments/payments.fixture";
import { type ApiShop, openApiShop } from "@/tests/api/shop";

const me = { ...MERCHANT, id: "me", role: "operator" } as Merchant;
const session = vi.hoisted(() => ({ merchant: () => ({}) }));
vi.mock("@/lib/auth/session", () => ({ requireMerchant: async () => session.merchant() }));
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));
vi.mock("next/navigation", () => ({
  redirect: (path: string) => {
    throw new Error(path);
  },
}));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ origin: "http://localhost:3999", host: "localhost:3999" }),
}));

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
  const { prisma } = shop.database;
  const now = new Date();
  const day = { passwordHash: "", createdAt: now, updatedAt: now };
  for (const [id, role] of [
    ["me", "operator"],
    ["colleague", "owner"],
    ["onlooker", "viewer"],
  ] as const) {
    await prisma.user.create({ data: { ...day, id, role, name: id, email: `${id}@x.example` } });
  }
});
afterAll(() => shop?.close());
beforeEach(async () => {
  session.merchant = () => me;
  await shop.database.prisma.attentionDuty.deleteMany();
});

/** Where the press led. */
async function press(fields: Record<string, string>): Promise<string> {
  const { dutyAction } = await import("./actions");
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return dutyAction(form).then(
    () => "nowhere",
    (error: Error) => error.message,
  );
}
const duties = () =>
  shop.database.prisma.attentionDuty.findMany({ select: { id: true, ownerId: true } });
const told = () => shop.database.prisma.event.count({ where: { name: "attention_duty.taken" } });

describe("what waits beside the attention list", () => {
  it("is taken, and given to a colleague, each once in the history", async () => {
    const before = await told();
    expect(await press({ duty: "ghosts", show: "free" })).toBe(
      "/admin/attention?show=free&notice=taken",
    );
    expect(await press({ duty: "ghosts" })).toBe("/admin/attention?notice=taken");
    expect(await duties()).toEqual([{ id: "ghosts", ownerId: "me" }]);
    expect(await press({ duty: "ghosts", owner: "colleague" })).toBe(
      "/admin/attention?notice=given",
    );
    expect(await duties()).toEqual([{ id: "ghosts", ownerId: "colleague" }]);
    expect(await told()).toBe(before + 2);
    const line = await shop.database.prisma.event.findFirstOrThrow({
      where: { name: "attention_duty.taken" },
      orderBy: { sequence: "desc" },
    });
    expect(line).toMatchObject({
      ...{ resourceType: "attention_duties", resourceId: "ghosts", actorKind: "user" },
      changes: { owner_id: ["me", "colleague"] },
    });
  });

  it("goes to nobody who may not act, and changes for nobody who may only look", async () => {
    for (const owner of ["onlooker", "stranger"]) {
      expect(await press({ duty: "differences", owner })).toBe("/admin/attention?notice=nobody");
    }
    expect(await press({ duty: "lunch" })).toBe("/admin/attention?notice=gone");
    session.merchant = () => ({ ...me, id: "onlooker", role: "viewer" });
    expect(await press({ duty: "differences" })).toBe("/admin/attention?notice=forbidden");
    expect(await duties()).toEqual([]);
  });

  it("is shown with whose it is, and only where there is something", async () => {
    const { sumAttention } = await import("@/lib/payments/attention-sums-queries");
    const { prisma } = shop.database;
    const gateway = await prisma.gateway.findFirstOrThrow();
    const now = new Date();
    const period = { periodFrom: new Date(0), periodTo: now, startedAt: now };
    const run = { gatewayId: gateway.id, state: "finished", finishedAt: now, ...period };
    await prisma.reconciliationRun.create({ data: { id: "R1", ...run } });
    const seen = { firstRunId: "R1", lastRunId: "R1", foundAt: now, happenedAt: now };
    await prisma.reconciliationDifference.create({
      data: {
        ...{ id: "D1", gatewayId: gateway.id, kind: "missing_here", state: "open" },
        ...{ subject: "pi_1", movement: "capture", ...seen },
        ...{ theirAmountMinor: 100n, theirCurrencyCode: "EUR" },
      },
    });
    const beside = async () => (await sumAttention(me, now, prisma)).beside;
    const ghosts = { duty: "ghosts", count: 1, dueAt: null };
    expect(await beside()).toEqual([{ ...ghosts, owner: null }]);
    await press({ duty: "ghosts", owner: "colleague" });
    await press({ duty: "deliveries" });
    expect(await beside()).toEqual([{ ...ghosts, owner: { id: "colleague", name: "colleague" } }]);
  });
});
