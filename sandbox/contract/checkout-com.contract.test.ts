import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../server";
import { accountFrom, differences, observe } from "./checkout-com-account";
import { actionScenarios } from "./checkout-com-actions";
import { disputeEnvelopes, disputeScenarios, documentedDispute } from "./checkout-com-disputes";
import { loadOracle, missingFrom } from "./checkout-com-oracle";
import { paymentScenarios } from "./checkout-com-payments";
import { type Exchange, type Recorder, startRecorder } from "./checkout-com-recorder";
import { searchScenarios } from "./checkout-com-search";
import { envelopes, webhookScenarios } from "./checkout-com-webhooks";
import { answered, newClient, newSuffix, pay, type World } from "./checkout-com-world";
import { openReport } from "./report";

process.env.NO_PROXY = "localhost,127.0.0.1";
delete process.env.CKO_SECRET_KEY;
delete process.env.CKO_SECRET;

const CONTROL_KEY = "control-key";
const scenarios = [
  ...paymentScenarios,
  ...actionScenarios,
  ...searchScenarios,
  ...webhookScenarios,
  ...disputeScenarios,
];
const oracle = loadOracle();
const report = openReport("checkout-com");
const account = accountFrom(process.env);

let sandbox: Sandbox;
let recorder: Recorder;

function newWorld(host: string): World {
  const [own, other] = [newSuffix(), newSuffix()];
  const keys = (suffix: string) => ({
    secretKey: `sk_sbox_${suffix}`,
    publicKey: `pk_sbox_${suffix}`,
  });
  return {
    sdk: newClient(host, keys(own)),
    host,
    ...keys(own),
    stranger: newClient(host, keys(other)),
    control: async (path, body) => {
      const headers = { "x-sandbox-key": CONTROL_KEY, "content-type": "application/json" };
      const answer = await fetch(`${sandbox.url}/_control${path}`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      expect(answer.status).toBe(200);
    },
    defaults: {},
  };
}

/** Errors of the answers that the description knows. */
function validate(exchanges: readonly Exchange[]): { what: string; errors: string[] }[] {
  return exchanges.flatMap((exchange) => {
    const errors = oracle?.errorsOf(exchange) ?? null;
    const what = `${exchange.method} ${exchange.path} ${exchange.status}`;
    return errors === null ? [] : [{ what, errors }];
  });
}

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, directory: null, controlKey: CONTROL_KEY });
  recorder = await startRecorder(sandbox.url);
});
afterAll(async () => {
  if (oracle === null) report.skip("Checkout.com's description is not here");
  report.close();
  await recorder.close();
  await sandbox.close();
});

describe("the sandbox as Checkout.com", () => {
  it.each(scenarios)("$name", async ({ run }) => {
    const before = recorder.exchanges.length;
    await run(newWorld(recorder.url));
    report.scenario();
    for (const { what, errors } of validate(recorder.exchanges.slice(before))) {
      report.answer(what, errors);
      expect(errors, what).toEqual([]);
    }
  });
});

describe.skipIf(oracle === null)("held against others' descriptions", () => {
  it("finds an answer that was spoilt on the way", async () => {
    const spoilt = await startRecorder(sandbox.url, ({ body }) =>
      body
        .replace('"status":"Authorized"', '"status":"Paid already"')
        .replace(/"action_id":"act_\w+",/, ""),
    );
    await pay(newWorld(spoilt.url));
    await spoilt.close();
    const errors = validate(spoilt.exchanges).flatMap((found) => found.errors);
    expect(errors.join("; ")).toMatch(/action_id/);
    expect(errors.join("; ")).toMatch(/status/);
  });

  it("has every member of the documented answer", async () => {
    const payment = await pay(newWorld(recorder.url), { reference: "ORD-5023-4E89" });
    expect(oracle?.approvedExample).toMatchObject({ approved: true });
    expect(missingFrom(answered.parse(payment), oracle?.approvedExample)).toEqual([]);
    report.answer("the documented example", missingFrom(payment, oracle?.approvedExample));
  });

  it("has every member of the sample webhook but 3DS, which this payment did not have", () => {
    const missing = missingFrom(envelopes[0], oracle?.samples.webhook_envelope);
    const unexplained = missing.filter((path) => !path.startsWith("/data/3ds"));
    expect(unexplained).toEqual([]);
    report.answer("the sample webhook", unexplained);
  });
});

it("has every member of the documented webhook of a dispute, in its types", () => {
  expect(disputeEnvelopes.length).toBeGreaterThan(0);
  const missing = missingFrom(disputeEnvelopes[0], documentedDispute);
  expect(missing).toEqual([]);
  report.answer("the documented webhook of a dispute", missing);
});

// Defined only with an account's keys, so that nothing is reported as skipped without them.
if (account !== null) {
  describe("the real test account", () => {
    it.each(scenarios.filter(({ portable }) => portable))("$name", async ({ name, run }) => {
      const provider = await startRecorder(account.host);
      const { secretKey, publicKey, defaults } = account;
      const theirWorld: World = {
        ...newWorld(provider.url),
        sdk: newClient(provider.url, account),
        secretKey,
        publicKey,
        stranger: null,
        defaults,
      };
      const ours = await observe(() => run(newWorld(recorder.url)), recorder.exchanges);
      const theirs = await observe(() => run(theirWorld), provider.exchanges);
      await provider.close();
      for (const line of differences(ours, theirs)) console.log(`differs: ${name}: ${line}`);
    });
  });
}
