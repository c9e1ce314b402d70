import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { columnOf } from "./db/write";
import { readEnv } from "./env";
import { randomLetters, randomToken } from "./ids";
import { isAllowedReturnUrl } from "./payments/return-urls";
import { decryptWith, encryptWith } from "./secrets";

describe("ids", () => {
  it("are ten letters", () => {
    for (let i = 0; i < 200; i++) expect(randomLetters()).toMatch(/^[A-Za-z]{10}$/);
  });
  it("do not repeat", () => {
    expect(new Set(Array.from({ length: 10_000 }, randomLetters)).size).toBe(10_000);
    expect(randomToken()).toMatch(/^[\w-]{32}$/);
  });
});

describe("stored secrets", () => {
  const key = randomBytes(32);
  it("come back as they were, and never look the same twice", () => {
    const secret = { client_secret: "pi_1_secret_2" };
    const sealed = encryptWith(key, secret);
    expect(sealed).not.toContain("secret");
    expect(encryptWith(key, secret)).not.toBe(sealed);
    expect(decryptWith([randomBytes(32), key], sealed)).toEqual(secret);
  });
  it("refuse another key, and a changed byte", () => {
    const sealed = encryptWith(key, { a: "b" });
    expect(() => decryptWith([randomBytes(32)], sealed)).toThrow("KASSA_ENCRYPTION_KEYS_PREVIOUS");
    const parts = sealed.split(".");
    parts[3] = Buffer.from("changed").toString("base64url");
    expect(() => decryptWith([key], parts.join("."))).toThrow();
  });
});

describe("columns", () => {
  it.each([
    ["orders", "currencyCode", "currency_code"],
    ["addresses", "line1", "line_1"],
    ["payment_sources", "reference", "provider_reference"],
    ["payment_sources", "clientReference", "reference"],
    ["transactions", "reference", "reference"],
  ] as const)("of %s: %s is %s", (table, field, column) => {
    expect(columnOf(table, field)).toBe(column);
  });
});

describe("the environment", () => {
  const whole = {
    NODE_ENV: "production" as const,
    KASSA_ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
    KASSA_INSTALLATION_ID: "installation",
    NEXTAUTH_SECRET: "x".repeat(32),
    API_TOKEN_SECRET: "x".repeat(32),
  };
  it("has defaults for all but the secrets", () => {
    expect(readEnv(whole)).toMatchObject({
      APP_URL: "http://localhost:3000",
      PROVIDER_TIMEOUT_MS: 10_000,
    });
  });
  it.each([
    ["KASSA_ENCRYPTION_KEY", "short", "32 random bytes"],
    ["DATABASE_URL", "mysql://x", "postgresql://"],
    ["PROVIDER_TIMEOUT_MS", "1", "PROVIDER_TIMEOUT_MS"],
  ])("names what is wrong with %s", (name, value, part) => {
    expect(() => readEnv({ ...whole, [name]: value })).toThrow(part);
  });
  it("says what is not set", () => {
    expect(() => readEnv({ NODE_ENV: "production" })).toThrow("NEXTAUTH_SECRET: is not set");
  });
});

describe("return URLs", () => {
  const live = {
    appUrl: "https://pay.example.com",
    allowedOrigins: ["https://shop.example.com"],
    isTest: false,
  };
  it.each([
    ["https://pay.example.com/thankyou?x=1", true],
    ["https://shop.example.com/done", true],
    ["https://client.example.com/done", true],
    ["https://evil.example.com/", false],
    ["https://shop.example.com.evil.com/", false],
    ["https://shop.example.com@evil.com/", false],
    ["https://user:pass@shop.example.com/", false],
    ["http://shop.example.com/", false],
    ["http://localhost:8080/", false],
    ["javascript:alert(1)", false],
    ["//shop.example.com/", false],
    ["not a url", false],
  ])("%s: %s", (url, allowed) => {
    expect(isAllowedReturnUrl(live, ["https://client.example.com"], url)).toBe(allowed);
  });
  it("may lead to this machine in test mode only", () => {
    expect(isAllowedReturnUrl({ ...live, isTest: true }, [], "http://127.0.0.1:8080/x")).toBe(true);
    expect(isAllowedReturnUrl({ ...live, isTest: true }, [], "ftp://127.0.0.1/x")).toBe(false);
  });
});
