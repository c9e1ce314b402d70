import { randomUUID } from "node:crypto";
import { createSandbox } from "../../../sandbox/server";
import type { ContractCase } from "../contract-payment";
import { control, sandboxBench } from "../contract-sandbox";
import { describeProviderContract } from "../provider-contract";
import { externalProvider } from ".";
import { type ExternalConfig, externalConfigSchema } from "./config";

const SECRET = "shared-secret-of-the-contract";
const TOKENS: Record<ContractCase, string | null> = {
  approved: "NB-APPROVE",
  insufficient_funds: "NB-LOWFUNDS",
  declined: "NB-DECLINE",
  challenge: null,
  later: "NB-LATER",
};

describeProviderContract(externalProvider, { challenges: false }, async () => {
  const controlKey = randomUUID();
  const sandbox = await createSandbox({ port: 0, directory: null, controlKey });
  const merchant = (secret: string, callbackUrl: string | null = null) =>
    control(sandbox, "PUT", "/external-merchants/northbank", {
      shared_secret: secret,
      callback_url: callbackUrl,
    });
  await merchant(SECRET);
  const configAt = (base: string, over: object = {}): ExternalConfig =>
    externalConfigSchema.parse({
      authorize_url: `${base}/external/northbank/authorize`,
      capture_url: `${base}/external/northbank/capture`,
      void_url: `${base}/external/northbank/void`,
      refund_url: `${base}/external/northbank/refund`,
      shared_secret: SECRET,
      allow_loopback: true,
      honours_idempotency_keys: true,
      timeout_ms: 10_000,
      ...over,
    });
  const config = configAt(sandbox.url);
  return {
    bench: sandboxBench(sandbox, "external"),
    faultOperations: {
      authorize: "authorize",
      capture: "capture",
      void: "void",
      refund: "refund",
    },
    config,
    hastyConfig: configAt(sandbox.url, { timeout_ms: 700 }),
    strangerConfig: configAt(sandbox.url, { shared_secret: "another" }),
    unreachableConfig: configAt("http://127.0.0.1:1"),
    unknownReference: "nb_unknown",
    secrets: [SECRET, "NB-APPROVE"],
    source: async (one) => {
      const token = TOKENS[one];
      return token === null ? null : { payment_source_token: token };
    },
    document: ({ operation, amount: { amountMinor, currency }, ourReference, source, parent }) => ({
      data: {
        type: operation === "authorize" ? "external_payments" : "authorizations",
        id: "xYZkjABcde",
        attributes: {
          ...source,
          reference: ourReference,
          amount_cents: amountMinor,
          currency_code: currency,
          token: parent,
        },
      },
      included: [
        {
          type: "orders",
          id: "ABCRtyUpBa",
          attributes: {
            total_amount_with_taxes_cents: amountMinor,
            currency_code: currency,
            customer_email: "shopper@example.com",
          },
        },
      ],
    }),
    webhooks: {
      case: "later",
      timed: true,
      register: async (url) => {
        const secret = randomUUID();
        await merchant(secret, url);
        return {
          current: configAt(sandbox.url, { shared_secret: secret }),
          rotated: configAt(sandbox.url, { shared_secret_previous: secret }),
          foreign: configAt(sandbox.url, { shared_secret: "another" }),
        };
      },
    },
    close: sandbox.close,
  };
});
