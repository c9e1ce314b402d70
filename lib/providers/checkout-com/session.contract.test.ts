import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../../sandbox/server";
import type { CurrencyCode } from "../../money/money";
import { PaymentsFixture } from "./contract-fixture";
import { openSession } from "./session";

let sandbox: Sandbox;
let account: PaymentsFixture;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, directory: null, controlKey: randomUUID() });
  account = new PaymentsFixture(sandbox.url, "kassasessionsaccountaaaaaa2");
});
afterAll(() => sandbox.close());

const given = {
  amount: { amountMinor: 6500, currency: "EUR" as CurrencyCode },
  country: "DE",
  orderNumber: 1001,
  installationId: "installation-of-tests",
  returnUrls: { success: "https://shop.example/yes", failure: "https://shop.example/no" },
  receiptEmail: "mara@example.com",
};

it("a payment session is opened for the order's amount", async () => {
  expect(await openSession(account.call(), given)).toMatchObject({
    ok: true,
    value: { id: expect.stringMatching(/^ps_/), amount: 6500, currency: "EUR" },
  });
});

it("what Checkout.com refuses is told as its refusal", async () => {
  const refused = await openSession(account.call(), {
    ...given,
    returnUrls: { success: "nowhere", failure: "nowhere" },
  });
  expect(refused).toMatchObject({ ok: false, error: { code: "provider_rejected_request" } });
});
