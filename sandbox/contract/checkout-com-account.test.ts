import { describe, expect, it } from "vitest";
import { accountFrom, differences, observe, shapesOf } from "./checkout-com-account";

const exchange = (status: number, body: string) => ({
  method: "GET",
  path: "/payments/pay_aaaaaaaaaaaaaaaaaaaaaaaaaa",
  status,
  body,
});

describe("the comparison with a real test account", () => {
  it("needs both keys and a host", () => {
    const keys = { CKO_TEST_SECRET_KEY: "sk", CKO_TEST_PUBLIC_KEY: "pk" };
    expect(accountFrom({})).toBeNull();
    expect(accountFrom(keys)).toBeNull();
    expect(accountFrom({ ...keys, CKO_TEST_SUBDOMAIN: "abcdefgh" })?.host).toBe(
      "https://abcdefgh.api.sandbox.checkout.com",
    );
  });
  it("ignores ids and reports what decides", () => {
    const ours = shapesOf([exchange(200, '{"id":"pay_1","status":"Captured","_links":{}}')]);
    const same = shapesOf([exchange(200, '{"status":"Captured","id":"pay_2"}')]);
    const other = shapesOf([exchange(200, '{"status":"Paid","id":"pay_2","balances":{}}')]);
    expect(differences(ours, same)).toEqual([]);
    expect(differences(ours, other)).toEqual([expect.stringContaining('status="Paid"')]);
    expect(differences(ours, new Map())).toEqual([expect.stringContaining("not called")]);
  });
  it("counts a scenario that fails as a difference", async () => {
    const shapes = await observe(() => Promise.reject(new Error("no such card\nat line")), []);
    expect([...shapes]).toEqual([["the scenario", "no such card"]]);
  });
});
