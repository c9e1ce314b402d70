import { describe, expect, it } from "vitest";
import { externalSourceSchema } from "./source";

describe("payment_source_token", () => {
  it.each([
    "4242424242424242",
    "4242 4242 4242 4242",
    "3782-822463-10005",
    "card:4000000000003220",
  ])("refuses %s", (payment_source_token) => {
    const parsed = externalSourceSchema.safeParse({ payment_source_token });
    expect(parsed.error?.issues[0]?.message).toContain("card number");
  });

  it.each([
    "xxxx.yyyy.zzzz",
    "4242424242424241",
    "NB-APPROVE",
    "ab424242-4242-4242-4242-ffffffffffff",
  ])("accepts %s", (payment_source_token) => {
    expect(externalSourceSchema.safeParse({ payment_source_token }).success).toBe(true);
  });

  it("refuses what is not in the contract", () => {
    const body = { payment_source_token: "t", amount_cents: 1 };
    expect(externalSourceSchema.safeParse(body).success).toBe(false);
  });
});
