/** Stripe's scenarios against the sandbox; every answer is validated against Stripe's own types. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../server";
import { differences } from "./compare";
import { type ContractReport, openReport } from "./report";
import { stripeScenarios } from "./stripe-scenarios";
import { openWorld, type StripeWorld } from "./stripe-world";
import { createStripeValidator, type Exchange, type StripeValidator } from "./validate";

const CONTROL_KEY = "contract";
const REAL_KEY = process.env.STRIPE_TEST_SECRET_KEY ?? "";
const REAL_PUBLISHABLE_KEY = process.env.STRIPE_TEST_PUBLISHABLE_KEY ?? "";

let sandbox: Sandbox;
let validator: StripeValidator;
const report: ContractReport = openReport("stripe");

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, directory: null, controlKey: CONTROL_KEY });
  validator = createStripeValidator();
  if (!validator.withOracle) report.skip("the second description of Stripe's objects is not here");
}, 120_000);

afterAll(async () => {
  await sandbox.close();
  report.close();
});

/** A fresh account for every scenario. */
function world(account: string): StripeWorld {
  return openWorld({
    secretKey: `sk_test_${account}`,
    publishableKey: `pk_test_${account}`,
    sandbox: { url: sandbox.url, controlKey: CONTROL_KEY },
  });
}

function check(name: string, exchanges: readonly Exchange[]): string[] {
  const complaints: string[] = [];
  for (const exchange of exchanges) {
    const { method, path } = exchange;
    const own = [...validator.answer(exchange), ...validator.request(exchange)];
    report.answer(`${name}: ${method} ${path}`, own);
    complaints.push(...own.map((complaint) => `${method} ${path}: ${complaint}`));
  }
  return complaints;
}

describe("the sandbox answers as Stripe", () => {
  for (const [index, scenario] of stripeScenarios.entries()) {
    it(scenario.name, async () => {
      const { stripe, tools, exchanges } = world(`contract${String(index).padStart(12, "0")}`);
      report.scenario();
      await scenario.run(stripe, tools);
      expect(exchanges.length).toBeGreaterThan(0);
      expect(check(scenario.name, exchanges)).toEqual([]);
    });
  }
});

describe("the validation itself", () => {
  it("notices a spoilt answer", async () => {
    const { stripe, exchanges } = world("spoiltanswer00000");
    await stripe.paymentIntents.create({ amount: 6500, currency: "eur" });
    const [exchange] = exchanges;
    if (exchange === undefined) throw new Error("nothing was recorded");
    expect(validator.answer(exchange)).toEqual([]);
    const good = exchange.body as Record<string, unknown>;
    const spoilt: Record<string, unknown>[] = [
      { ...good, amount: "6500" },
      { ...good, status: "paid" },
      { ...good, colour: "red" },
      { ...good, next_action: { type: "redirect_to_url", redirect_to_url: {} } },
      Object.fromEntries(Object.entries(good).filter(([name]) => name !== "payment_record")),
    ];
    for (const body of spoilt) expect(validator.answer({ ...exchange, body })).not.toEqual([]);
    const list = { object: "list", data: [good, { ...good, livemode: null }], has_more: false };
    expect(validator.answer({ ...exchange, body: { ...list, url: "/" } })).not.toEqual([]);
    const error = { error: { type: "card_error", code: "no_such_code", message: "No." } };
    expect(validator.answer({ ...exchange, status: 402, body: error })).not.toEqual([]);
  });
});

if (REAL_KEY !== "")
  describe("the real test account, beside the sandbox", () => {
    for (const [index, scenario] of stripeScenarios.entries()) {
      if (scenario.sandboxOnly) continue;
      it(scenario.name, async () => {
        const ours = world(`compared${String(index).padStart(12, "0")}`);
        await scenario.run(ours.stripe, ours.tools);
        const theirs = openWorld({
          secretKey: REAL_KEY,
          publishableKey: REAL_PUBLISHABLE_KEY || "pk_test_not_given",
          sandbox: null,
        });
        await scenario.run(theirs.stripe, theirs.tools).catch((error: unknown) => {
          console.log(`${scenario.name}: differs at Stripe: ${String(error)}`);
        });
        for (const line of differences(ours.exchanges, theirs.exchanges)) {
          console.log(`${scenario.name}: ${line}`);
        }
      });
    }
  });
