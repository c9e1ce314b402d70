import { describe, expect, it } from "vitest";
import { createRevocations, LEASE_MS, type Revocation } from "./revocations";

const issuedAt = new Date("2026-11-20T12:00:00.500Z");
const token = {
  id: "j1",
  applicationId: "a1",
  signInId: "s1",
  ownerId: "o1",
  issuedAt,
  expiresAt: new Date("2026-11-20T16:00:00Z"),
};
const revokedAt = (ms: number) => new Date(issuedAt.getTime() + ms);

function listOf(revoked: Revocation[]) {
  const clock = { ms: 0, reads: 0 };
  const list = createRevocations({
    elapsedMs: () => clock.ms,
    load: async () => {
      clock.reads += 1;
      return [...revoked];
    },
  });
  return { list, clock };
}

describe("the list of revoked tokens", () => {
  it.each([
    ["the token itself", "jti:j1", 0, true],
    ["its sign-in", "sid:s1", 0, true],
    ["its owner, later than it was made", "owner:o1", 1, true],
    ["its owner, in the same millisecond", "owner:o1", 0, true],
    ["its owner, before it was made", "owner:o1", -1, false],
    ["its client, when that was made", "client:a1", 0, true],
    ["its client, before it was made", "client:a1", -1, false],
    ["another client", "client:j1", 0, false],
    ["another token", "jti:j2", 0, false],
    ["an owner called like it", "owner:j1", 0, false],
  ])("that names %s", async (_, subject, ms, isRevoked) => {
    const { list } = listOf([{ subject, revokedAt: revokedAt(ms) }]);
    expect(await list.isRevoked(token)).toBe(isRevoked);
  });

  it("is read once for all questions of its time, and anew after it", async () => {
    const revoked: Revocation[] = [];
    const { list, clock } = listOf(revoked);
    await Promise.all([list.isRevoked(token), list.isRevoked(token)]);
    revoked.push({ subject: "jti:j1", revokedAt: revokedAt(0) });
    clock.ms = LEASE_MS - 1;
    expect(await list.isRevoked(token)).toBe(false);
    expect(clock.reads).toBe(1);
    clock.ms = LEASE_MS;
    expect(await list.isRevoked(token)).toBe(true);
    expect(clock.reads).toBe(2);
  });

  it("is read at once by the process that wrote in it", async () => {
    const revoked: Revocation[] = [];
    const { list } = listOf(revoked);
    expect(await list.isRevoked(token)).toBe(false);
    revoked.push({ subject: "sid:s1", revokedAt: revokedAt(0) });
    list.forget();
    expect(await list.isRevoked(token)).toBe(true);
  });

  it("lets nobody in while it cannot be read", async () => {
    let isGone = true;
    const list = createRevocations({
      elapsedMs: () => 0,
      load: async () => {
        if (isGone) throw new Error("The database is gone.");
        return [];
      },
    });
    await expect(list.isRevoked(token)).rejects.toThrow("gone");
    isGone = false;
    expect(await list.isRevoked(token)).toBe(false);
  });
});
