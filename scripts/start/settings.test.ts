import { describe, expect, it } from "vitest";
import { nodeComplaint } from "./node-version.mjs";
import { childEnvironment, readSettings } from "./settings.mjs";

const ROOT = "/srv/kassa";
const secrets = { KASSA_ENCRYPTION_KEY: "generated", NEXTAUTH_SECRET: "generated" };

function environmentOf(env: Record<string, string>): Record<string, string | undefined> {
  return childEnvironment(env, readSettings(env, ROOT), secrets);
}

describe("the settings of npm start", () => {
  it("are localhost:3000, 127.0.0.1:3001 and .data where nothing is set", () => {
    expect(readSettings({}, ROOT)).toEqual({
      port: 3000,
      sandboxPort: 3001,
      sandbox: true,
      host: null,
      dataDirectory: "/srv/kassa/.data",
      distDirectory: "/srv/kassa/.next",
      databaseUrl: null,
      appUrl: "http://localhost:3000",
      sandboxUrl: "http://127.0.0.1:3001",
    });
  });

  it("take an empty variable for one that is not set", () => {
    const empty = { PORT: "", DATABASE_URL: "", HOST: "", SANDBOX: "", STRIPE_SECRET_KEY: "" };
    expect(readSettings(empty, ROOT)).toEqual(readSettings({}, ROOT));
  });

  it.each(["0", "65536", "-1", "3000.5", "0x10", " 3000", "three"])("refuse PORT=%s", (PORT) => {
    expect(() => readSettings({ PORT }, ROOT)).toThrow(/^PORT must be a port number/);
  });

  it("refuse one port for both", () => {
    expect(() => readSettings({ PORT: "3001" }, ROOT)).toThrow(
      "PORT=3001 SANDBOX_PORT=3002 npm start",
    );
    expect(readSettings({ PORT: "3001", SANDBOX: "off" }, ROOT).port).toBe(3001);
  });

  it.each([
    [{ STRIPE_SECRET_KEY: "sk_test_1" }, false],
    [{ CHECKOUT_COM_SECRET_KEY: "sk_sbox_1" }, false],
    [{ STRIPE_SECRET_KEY: "sk_test_1", SANDBOX: "on" }, true],
    [{ SANDBOX: "off" }, false],
  ])("with %j the sandbox is in use: %s", (env, expected) => {
    expect(readSettings(env, ROOT).sandbox).toBe(expected);
  });

  it("want secrets beside live keys, and not beside test keys", () => {
    const live = { STRIPE_SECRET_KEY: "rk_live_1", NEXTAUTH_SECRET: "n", API_TOKEN_SECRET: "a" };
    expect(() => readSettings(live, ROOT)).toThrow("set KASSA_ENCRYPTION_KEY (");
    expect(readSettings({ ...live, KASSA_ENCRYPTION_KEY: "k" }, ROOT).sandbox).toBe(false);
    expect(() => readSettings({ CHECKOUT_COM_SECRET_KEY: "sk_abc" }, ROOT)).toThrow(/live keys/);
  });
});

describe("the environment of what npm start runs", () => {
  it("prefers what the person set to what was generated", () => {
    const env = environmentOf({ NEXTAUTH_SECRET: "mine", KASSA_ENCRYPTION_KEY: "" });
    expect(env.NEXTAUTH_SECRET).toBe("mine");
    expect(env.KASSA_ENCRYPTION_KEY).toBe("generated");
  });

  it("points both providers at the sandbox, and at nothing without it", () => {
    const on = environmentOf({ SANDBOX_PORT: "3101" });
    expect(on.STRIPE_API_BASE).toBe("http://127.0.0.1:3101");
    expect(on.CHECKOUT_COM_API_BASE).toBe("http://127.0.0.1:3101");
    const off = environmentOf({ SANDBOX: "off" });
    expect(off.STRIPE_API_BASE).toBeUndefined();
    expect(off.SANDBOX_URL).toBe("");
  });

  it("keeps real keys from the sandbox", () => {
    const env = environmentOf({
      SANDBOX: "on",
      STRIPE_SECRET_KEY: "sk_live_1",
      CHECKOUT_COM_SECRET_KEY: "sk_1",
      CHECKOUT_COM_SUBDOMAIN: "shop",
    });
    expect(env.STRIPE_SECRET_KEY).toBe("");
    expect(env.CHECKOUT_COM_SECRET_KEY).toBe("");
    expect(env.CHECKOUT_COM_SUBDOMAIN).toBe("");
  });

  it("passes no proxy for loopback, and keeps the person's own list", () => {
    expect(environmentOf({}).NO_PROXY).toBe("localhost,127.0.0.1");
    const env = environmentOf({ no_proxy: "intern.example,localhost" });
    expect(env.NO_PROXY).toBe("intern.example,localhost,127.0.0.1");
    expect(env.no_proxy).toBe("intern.example,localhost,127.0.0.1");
  });
});

describe("the check of Node's version", () => {
  it.each(["20.19.0", "20.20.2", "22.0.0", "22.12.0", "24.1.0"])(
    "is content with %s",
    (version) => {
      expect(nodeComplaint(version)).toBeNull();
    },
  );

  it.each(["8.17.0", "18.20.4", "19.9.0", "20.9.0", "20.18.9"])("refuses %s by name", (version) => {
    expect(nodeComplaint(version)).toContain(`this is Node ${version}.`);
  });
});
