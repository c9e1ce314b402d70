import { randomUUID } from "node:crypto";
import { createSandbox } from "../../../sandbox/server";
import type { ContractCase } from "../contract-payment";
import { sandboxBench } from "../contract-sandbox";
import { describeProviderContract } from "../provider-contract";
import { stripeProvider } from ".";
import { type StripeConfig, stripeConfigSchema } from "./config";
import type { StripeSource } from "./source";

const ACCOUNT = "KassaContractAccount1";
const METHODS: Record<ContractCase, string | null> = {
  approved: "pm_card_visa",
  insufficient_funds: "pm_card_chargeDeclinedInsufficientFunds",
  declined: "pm_card_chargeDeclined",
  challenge: "pm_card_threeDSecure2Required",
  later: null,
};

describeProviderContract<StripeConfig, StripeSource>(
  stripeProvider,
  { challenges: true },
  async () => {
    const sandbox = await createSandbox({ port: 0, directory: null, controlKey: randomUUID() });
    const config = (over: object = {}): StripeConfig =>
      stripeConfigSchema.parse({
        login: `sk_test_${ACCOUNT}`,
        publishable_key: `pk_test_${ACCOUNT}`,
        api_base: sandbox.url,
        timeout_ms: 10_000,
        ...over,
      });
    return {
      bench: sandboxBench(sandbox, "stripe"),
      faultOperations: {
        authorize: "payment_intents.create",
        capture: "payment_intents.capture",
        void: "payment_intents.cancel",
        refund: "refunds.create",
      },
      config: config(),
      hastyConfig: config({ timeout_ms: 700 }),
      strangerConfig: config({ login: "sk_test_nobody" }),
      unreachableConfig: config({ api_base: "http://127.0.0.1:1" }),
      unknownReference: "pi_unknownunknownunknown",
      secrets: [ACCOUNT],
      source: async (one) => {
        const payment_method = METHODS[one];
        return payment_method === null ? null : { options: { payment_method } };
      },
      document: () => null,
      webhooks: {
        case: "approved",
        timed: true,
        register: async (url) => {
          const call = { config: config(), idempotencyKey: randomUUID() as never };
          const registered = await stripeProvider.registerWebhook(
            { ...call, signal: new AbortController().signal },
            url,
          );
          if (!registered.ok) throw new Error(registered.error.detail);
          const { secret } = registered.value;
          return {
            current: config({ webhook_endpoint_secret: secret }),
            rotated: config({
              webhook_endpoint_secret: "whsec_new",
              webhook_endpoint_secret_previous: secret,
            }),
            foreign: config({ webhook_endpoint_secret: "whsec_another" }),
          };
        },
      },
      close: sandbox.close,
    };
  },
);
