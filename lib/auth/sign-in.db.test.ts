import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { hashPassword, verifyPassword } from "./password";
import { signIn } from "./sign-in";
import { endSessions, findSessionUser } from "./user-store";

const START = Date.UTC(2026, 10, 20, 12);
let database: TestDatabase;
let minutes = 0;
/** The real one takes its time on purpose; most of these tests are about counting. */
const verify = async (password: string, hash: string | null) => hash === `plain ${password}`;
const clock = { now: () => new Date(START + minutes * 60_000) };

beforeAll(async () => {
  database = await openTestDatabase();
  const { prisma } = database;
  const created = { createdAt: clock.now(), updatedAt: clock.now() };
  const passwordHash = "plain till drawer 7";
  const ines = { name: "Ines Koch", passwordHash, ...created };
  await prisma.organization.create({
    data: {
      id: "OOOOOOOOOO",
      slug: "halden",
      name: "Halden",
      installationId: "installation",
      timeZone: "Europe/Berlin",
      createdAt: clock.now(),
    },
  });
  await prisma.user.createMany({
    data: [
      { id: "UUUUUUUUUU", email: "ines@halden.example", role: "operator", ...ines },
      {
        id: "VVVVVVVVVV",
        email: "left@halden.example",
        role: "viewer",
        ...ines,
        disabledAt: clock.now(),
      },
    ],
  });
});
afterAll(() => database.close());
beforeEach(async () => {
  minutes = 0;
  await database.prisma.throttle.deleteMany();
});

const tryWith = (email: string, password: string, address: string | null = null) =>
  signIn({ email, password, address }, { db: database.prisma, clock, verify });
const WRONG = { ok: false, error: { code: "wrong_credentials" } };

describe("signing in", () => {
  it("knows a person by e-mail in any case, and notes when", async () => {
    const signedIn = await tryWith(" Ines@Halden.Example ", "till drawer 7");
    expect(signedIn).toMatchObject({ ok: true, value: { id: "UUUUUUUUUU", sessionVersion: 1 } });
    const user = await database.prisma.user.findUnique({ where: { id: "UUUUUUUUUU" } });
    expect(user?.lastSignInAt).toEqual(clock.now());
  });

  it("verifies the stored hash", async () => {
    const passwordHash = await hashPassword("hashed");
    const where = { id: "UUUUUUUUUU" };
    await database.prisma.user.update({ where, data: { passwordHash } });
    const deps = { db: database.prisma, clock, verify: verifyPassword };
    const input = { email: "ines@halden.example", address: null };
    expect((await signIn({ ...input, password: "hashed" }, deps)).ok).toBe(true);
    expect(await signIn({ ...input, password: "hashes" }, deps)).toEqual(WRONG);
    const before = { passwordHash: "plain till drawer 7" };
    await database.prisma.user.update({ where, data: before });
  });

  it("answers alike to a wrong password, somebody unknown and somebody disabled", async () => {
    expect(await tryWith("ines@halden.example", "till drawer 8")).toEqual(WRONG);
    expect(await tryWith("nobody@halden.example", "till drawer 7")).toEqual(WRONG);
    expect(await tryWith("left@halden.example", "till drawer 7")).toEqual(WRONG);
  });

  it.each(["ines@halden.example", "nobody@halden.example"])(
    "hears five failures of %s in 15 minutes, then nothing, not even the right password",
    async (email) => {
      for (let i = 0; i < 5; i += 1) expect(await tryWith(email, "wrong")).toEqual(WRONG);
      const refused = await tryWith(email, "till drawer 7");
      const retryAt = new Date(START + 15 * 60_000);
      expect(refused).toEqual({ ok: false, error: { code: "too_many_tries", retryAt } });
      minutes = 15;
      expect((await tryWith("ines@halden.example", "till drawer 7")).ok).toBe(true);
    },
  );

  it("lets no more through when they come at once", async () => {
    const tries = Array.from({ length: 9 }, () => tryWith("ines@halden.example", "wrong"));
    const answers = await Promise.all(tries);
    const codes = answers.map((answer) => (answer.ok ? "ok" : answer.error.code));
    expect(codes.filter((code) => code === "wrong_credentials")).toHaveLength(5);
    expect(codes.filter((code) => code === "too_many_tries")).toHaveLength(4);
  });

  it("begins to count anew after a success", async () => {
    for (let i = 0; i < 4; i += 1) await tryWith("ines@halden.example", "wrong");
    expect((await tryWith("ines@halden.example", "till drawer 7")).ok).toBe(true);
    for (let i = 0; i < 5; i += 1) {
      expect(await tryWith("ines@halden.example", "wrong")).toEqual(WRONG);
    }
  });

  it("stops an address that tries many accounts, and no other address", async () => {
    for (let i = 0; i < 20; i += 1) {
      expect(await tryWith(`person${i}@halden.example`, "wrong", "203.0.113.9")).toEqual(WRONG);
    }
    const refused = await tryWith("ines@halden.example", "till drawer 7", "203.0.113.9");
    expect(refused).toMatchObject({ ok: false, error: { code: "too_many_tries" } });
    expect((await tryWith("ines@halden.example", "till drawer 7", "203.0.113.10")).ok).toBe(true);
  });
});

describe("a session", () => {
  it("belongs to its person until all sessions of them are ended", async () => {
    const claim = { userId: "UUUUUUUUUU", sessionVersion: 1 };
    expect(await findSessionUser(database.prisma, claim)).toEqual({
      id: "UUUUUUUUUU",
      name: "Ines Koch",
      email: "ines@halden.example",
      role: "operator",
      organization: { name: "Halden", timeZone: "Europe/Berlin" },
    });
    await endSessions(database.prisma, "UUUUUUUUUU");
    expect(await findSessionUser(database.prisma, claim)).toBeNull();
    expect(await findSessionUser(database.prisma, { ...claim, sessionVersion: 2 })).not.toBeNull();
  });

  it("of somebody disabled or unknown is none", async () => {
    const of = (userId: string) => findSessionUser(database.prisma, { userId, sessionVersion: 1 });
    expect(await of("VVVVVVVVVV")).toBeNull();
    expect(await of("WWWWWWWWWW")).toBeNull();
  });
});
