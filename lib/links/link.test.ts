import { describe, expect, it } from "vitest";
import { linkStateOf } from "./link";

const NOW = new Date("2026-11-21T12:00:00Z");
const LATER = new Date("2026-11-22T12:00:00Z");
const open = { status: "pending", expiresAt: LATER, withdrawnAt: null } as const;

describe("a payment link", () => {
  it.each([
    ["open", {}],
    ["open", { expiresAt: null }],
    ["open", { status: "draft" }],
    ["expired", { expiresAt: NOW }],
    ["withdrawn", { expiresAt: NOW, withdrawnAt: NOW }],
    ["open", { withdrawnAt: NOW }],
    ["paying", { status: "placing", expiresAt: NOW }],
    ["paid", { status: "placed", expiresAt: NOW }],
    ["paid", { status: "approved" }],
    ["cancelled", { status: "cancelled", expiresAt: NOW, withdrawnAt: NOW }],
  ] as const)("is %s", (state, set) => {
    expect(linkStateOf({ ...open, ...set }, NOW)).toBe(state);
  });
});
