import { describe, expect, it } from "vitest";
import { ownPathOf, signInPathFor } from "./own-path";

const FALLBACK = "/admin/payments";

describe("the page asked for before signing in", () => {
  it.each([
    ["/admin/payments", "/admin/payments"],
    ["/admin/payments/xYZkjABcde", "/admin/payments/xYZkjABcde"],
    ["/admin/payments?older=1.AbC", "/admin/payments?older=1.AbC"],
    ["/admin/../admin/payments", "/admin/payments"],
    ["/admin/payments#events", "/admin/payments"],
  ])("keeps a path of ours: %s", (value, path) => {
    expect(ownPathOf(value, FALLBACK)).toBe(path);
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/..//evil.example",
    "/admin\n/x",
    " /admin",
    "javascript:alert(1)",
    "admin/payments",
    "",
    "/sign-in",
    "/sign-in?next=/sign-in",
    "/api/auth/signout",
    `/${"x".repeat(600)}`,
    null,
    undefined,
    ["/admin"],
  ])("refuses %j", (value) => {
    expect(ownPathOf(value, FALLBACK)).toBe(FALLBACK);
  });

  it("survives the way to the sign-in page and back", () => {
    const path = "/admin/payments?older=1700000000000.AbC&x=a%26b";
    const next = new URL(signInPathFor(path), "http://localhost").searchParams.get("next");
    expect(ownPathOf(next, FALLBACK)).toBe(path);
  });
});
