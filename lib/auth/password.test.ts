import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "./password";

describe("passwords", { timeout: 30_000 }, () => {
  it("accepts the password that was hashed and no other", async () => {
    const hash = await hashPassword("till drawer 7");
    expect(hash).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    expect(await verifyPassword("till drawer 7", hash)).toBe(true);
    expect(await verifyPassword("till drawer 8", hash)).toBe(false);
    expect(await verifyPassword("", hash)).toBe(false);
  });

  it("salts: two hashes of one password differ", async () => {
    expect(await hashPassword("same")).not.toBe(await hashPassword("same"));
  });

  it("takes both keyboards' forms of a letter for the same password", async () => {
    const hash = await hashPassword("caf\u00e9");
    expect(await verifyPassword("cafe\u0301", hash)).toBe(true);
  });

  it("refuses a spoilt hash and one that asks for too much memory", async () => {
    const hash = await hashPassword("x");
    expect(await verifyPassword("x", "")).toBe(false);
    expect(await verifyPassword("x", hash.slice(0, -1))).toBe(false);
    expect(await verifyPassword("x", hash.replace("$15$", "$40$"))).toBe(false);
    expect(await verifyPassword("x", hash.replace("$8$", "$0$"))).toBe(false);
  });

  it("refuses a password beyond the limit even if its start is right", async () => {
    const hash = await hashPassword("");
    expect(await verifyPassword("y".repeat(257), hash)).toBe(false);
  });

  it("works as long for an unknown user as for a known one", async () => {
    const hash = await hashPassword("known");
    const known = await leastMsOf(() => verifyPassword("wrong", hash));
    const unknown = await leastMsOf(() => verifyPassword("wrong", null));
    expect(await verifyPassword("wrong", null)).toBe(false);
    expect(unknown).toBeGreaterThan(known * 0.5);
  });
});

/** The least of three: the others' load on this machine only ever adds. */
async function leastMsOf(run: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round += 1) {
    const startedAt = performance.now();
    await run();
    least = Math.min(least, performance.now() - startedAt);
  }
  return least;
}
