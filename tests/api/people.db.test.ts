import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Told } from "@/lib/db/told-query";
import { changePerson, insertInvitation } from "@/lib/people/people-store";
import { type ApiShop, openApiShop } from "./shop";

const NOW = new Date(Date.UTC(2026, 10, 21, 12));
const told: Told = {
  name: "user.role_changed",
  changes: { role: ["owner", "viewer"] },
  by: { kind: "user", id: "UUUUUUUUUU", traceId: "t" },
  now: NOW,
};
let shop: ApiShop;
let prisma: ApiShop["database"]["prisma"];
const stamps = { passwordHash: "x", createdAt: NOW, updatedAt: NOW };

beforeAll(async () => {
  shop = await openApiShop();
  ({ prisma } = shop.database);
});
afterAll(() => shop.close());
beforeEach(async () => {
  await prisma.user.deleteMany();
  await prisma.invitation.deleteMany();
  await prisma.user.createMany({
    data: [
      { id: "UUUUUUUUUU", email: "ines@halden.example", name: "Ines", role: "owner", ...stamps },
      { id: "VVVVVVVVVV", email: "tom@halden.example", name: "Tom", role: "owner", ...stamps },
    ],
  });
});
const toViewer = { role: "viewer", isDisabled: null } as const;
const owners = () => prisma.user.count({ where: { role: "owner", disabledAt: null } });

describe("people", () => {
  it("keep an owner: the last one is neither made less nor switched off", async () => {
    expect(await changePerson("UUUUUUUUUU", toViewer, told)).toBe("changed");
    expect(await changePerson("VVVVVVVVVV", toViewer, told)).toBe("last_owner");
    const off = { role: null, isDisabled: true };
    expect(await changePerson("VVVVVVVVVV", off, told)).toBe("last_owner");
    expect(await changePerson("WWWWWWWWWW", toViewer, told)).toBe("not_found");
    expect(await owners()).toBe(1);
  });

  it("keep one when both owners are made less at once", async () => {
    const done = await Promise.all(
      ["UUUUUUUUUU", "VVVVVVVVVV"].map((id) => changePerson(id, toViewer, told)),
    );
    expect(done.toSorted()).toEqual(["changed", "last_owner"]);
    expect(await owners()).toBe(1);
  });

  it("are signed out by a new role, and the history says what was before", async () => {
    const claim = { id: "SSSSSSSSSS", userId: "UUUUUUUUUU", startedAt: NOW, lastSeenAt: NOW };
    const expiresAt = new Date(NOW.getTime() + 1000);
    await prisma.userSession.create({ data: { ...claim, expiresAt } });
    await changePerson("UUUUUUUUUU", toViewer, told);
    const session = await prisma.userSession.findUniqueOrThrow({ where: { id: claim.id } });
    expect(session.endedAt).toEqual(NOW);
    const where = { resourceType: "users", resourceId: "UUUUUUUUUU" };
    const line = await prisma.event.findFirst({ where, orderBy: { sequence: "desc" } });
    expect(line?.changes).toEqual({ role: ["owner", "viewer"] });
  });

  it("have one open invitation an address, and none where they are here already", async () => {
    const made = { role: "viewer" as const, invitedBy: "UUUUUUUUUU", expiresAt: NOW };
    const to = (email: string, id: string) =>
      insertInvitation({ ...made, email, id, tokenHash: id }, told);
    expect(await to("ada@halden.example", "IIIIIIIIII")).toBe(true);
    expect(await to("ada@halden.example", "JJJJJJJJJJ")).toBe(true);
    expect(await to("tom@halden.example", "KKKKKKKKKK")).toBe(false);
    const open = await prisma.invitation.findMany({ where: { withdrawnAt: null } });
    expect(open.map(({ id }) => id)).toEqual(["JJJJJJJJJJ"]);
  });
});
