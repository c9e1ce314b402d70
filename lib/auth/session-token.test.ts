import { getServerSession } from "next-auth";
import { getToken } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { decodeSession, encodeSession, sessionCookie } from "./session-token";

const SECRET = "a".repeat(40);
const claim = { userId: "UUUUUUUUUU", sessionVersion: 3, sessionId: "SSSSSSSSSS" };
const ines = { name: "Ines Koch", email: "ines@halden.example" };

beforeAll(() => {
  vi.stubEnv("NEXTAUTH_SECRET", SECRET);
  vi.stubEnv("API_TOKEN_SECRET", SECRET);
  vi.stubEnv("KASSA_INSTALLATION_ID", "installation");
  vi.stubEnv("KASSA_ENCRYPTION_KEY", Buffer.alloc(32).toString("base64"));
  vi.stubEnv("APP_URL", "http://localhost:3000");
  vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000");
});
afterAll(() => vi.unstubAllEnvs());

describe("a session's cookie", () => {
  it("says whose it is and of which version", async () => {
    expect(await decodeSession(await encodeSession(claim, ines))).toEqual(claim);
  });

  it("is worth nothing missing, altered, or made with another secret", async () => {
    const cookie = await encodeSession(claim, ines);
    const [middle] = cookie.split(".").slice(3);
    const altered = cookie.replace(
      `.${middle}.`,
      `.${middle?.startsWith("A") ? "B" : "A"}${middle?.slice(1)}.`,
    );
    expect(altered).not.toBe(cookie);
    expect(await decodeSession(undefined)).toBeNull();
    expect(await decodeSession("")).toBeNull();
    expect(await decodeSession("nonsense")).toBeNull();
    expect(await decodeSession(altered)).toBeNull();
    const { encode } = await import("next-auth/jwt");
    const foreign = await encode({
      token: { sub: "x", sessionVersion: 1 },
      secret: "b".repeat(40),
    });
    expect(await decodeSession(foreign)).toBeNull();
    const past = { token: { sub: "x", sessionVersion: 1 }, secret: SECRET, maxAge: -60 };
    expect(await decodeSession(await encode(past))).toBeNull();
    expect(await decodeSession(await encode({ token: { sub: "x" }, secret: SECRET }))).toBeNull();
  });

  it("is read by next-auth's own functions", async () => {
    const { name } = sessionCookie();
    const cookies = { [name]: await encodeSession(claim, ines) };
    // Only these members are read, of a request and an answer that Next would hand over.
    const request = { cookies, headers: {} } as Parameters<typeof getToken>[0]["req"];
    expect(await getToken({ req: request, secret: SECRET })).toMatchObject({
      sub: "UUUUUUUUUU",
      sessionVersion: 3,
    });
    const response = { getHeader: () => undefined, setHeader: () => undefined } as never;
    const options = { providers: [], secret: SECRET };
    const session = await getServerSession(request as never, response, options);
    expect(session).toMatchObject({ user: ines });
  });
});
