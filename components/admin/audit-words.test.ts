import { describe, expect, it } from "vitest";
import { actionWords, changeWords, placeOf } from "./audit-words";

const line = {
  sequence: "1",
  occurredAt: new Date(0),
  name: "user.role_changed",
  resourceType: "users",
  resourceId: "UUUUUUUUUU",
  orderId: null,
  orderNumber: null,
  person: null,
  changes: {},
};

describe("the audit log's words", () => {
  it("are the history's own names", () => {
    expect(actionWords("user.role_changed")).toBe("User role changed");
    expect(actionWords("refund.requested")).toBe("Refund requested");
  });

  it("say what was before and what is now", () => {
    expect(
      changeWords({ role: ["operator", "viewer"], name: [null, "Shop"], why: "asked" }),
    ).toEqual(["role: operator → viewer", "name: Shop", "why: asked"]);
    expect(changeWords({ note: [null, "x".repeat(80)] })[0]).toHaveLength("note: ".length + 61);
  });

  it("lead to where it is shown", () => {
    expect(placeOf(line)).toBe("/admin/people/UUUUUUUUUU");
    const source = { ...line, resourceType: "stripe_payments", resourceId: "PPPPPPPPPP" };
    expect(placeOf(source)).toBe("/admin/payments/PPPPPPPPPP");
    const capture = { ...line, resourceType: "captures", orderId: "OOOOOOOOOO" };
    expect(placeOf(capture)).toBe("/admin/orders/OOOOOOOOOO");
    expect(placeOf({ ...line, resourceType: "invitations" })).toBeNull();
  });
});
