import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { hashPassword, verifyPassword } from "./password";
import { endSession, startSession } from "./session-store";
import { signIn } from "./sign-in";
import { findSessionUser } from "./user-store";

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
  it("knows a person by e-mail in any case", async () => {
    const signedIn = await tryWith(" Ines@Halden.Example ", "till drawer 7");
    expect(signedIn).toMatchObject({ ok: true, value: { id: "UUUUUUUUUU", sessionVersion: 1 } });
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
  const start = (id: string) => {
    const place = { address: "203.0.113.9", userAgent: "Browser" };
    return startSession(database.prisma, { id, sessionVersion: 1 }, place, clock.now());
  };
  const personOf = (claim: Awaited<ReturnType<typeof start>>) =>
    findSessionUser(database.prisma, claim, clock.now());

  it("belongs to its person until it is ended, and no other one ends with it", async () => {
    const [claim, other] = [await start("UUUUUUUUUU"), await start("UUUUUUUUUU")];
    expect(await personOf(claim)).toEqual({
      id: "UUUUUUUUUU",
      name: "Ines Koch",
      email: "ines@halden.example",
      role: "operator",
      sessionId: claim.sessionId,
      organization: { name: "Halden", timeZone: "Europe/Berlin" },
    });
    const user = await database.prisma.user.findUnique({ where: { id: "UUUUUUUUUU" } });
    expect(user?.lastSignInAt).toEqual(clock.now());
    await endSession(database.prisma, claim, clock.now());
    expect(await personOf(claim)).toBeNull();
    expect(await personOf(other)).not.toBeNull();
    expect(await personOf({ ...other, userId: "VVVVVVVVVV" })).toBeNull();
    expect(await personOf({ ...other, sessionVersion: 2 })).toBeNull();
  });

  it("notes its use at most once in five minutes, and ends after a working day", async () => {
    const claim = await start("UUUUUUUUUU");
    const seen = async () => {
      await personOf(claim);
      const where = { id: claim.sessionId };
      return (await database.prisma.userSession.findUniqueOrThrow({ where })).lastSeenAt;
    };
    minutes = 4;
    expect(await seen()).toEqual(new Date(START));
    minutes = 6;
    expect(await seen()).toEqual(clock.now());
    minutes = 12 * 60;
    expect(await personOf(claim)).toBeNull();
  });

  it("of somebody disabled or unknown is none", async () => {
    expect(await personOf(await start("VVVVVVVVVV"))).toBeNull();
    const claim = await start("UUUUUUUUUU");
    expect(await personOf({ ...claim, userId: "WWWWWWWWWW" })).toBeNull();
  });
});
