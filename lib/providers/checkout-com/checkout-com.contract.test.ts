import { randomUUID } from "node:crypto";
import { createSandbox } from "../../../sandbox/server";
import type { ContractCase } from "../contract-payment";
import { sandboxBench } from "../contract-sandbox";
import { describeProviderContract } from "../provider-contract";
import { checkoutComProvider } from ".";
import { type CheckoutComConfig, checkoutComConfigSchema } from "./config";
import { requestCardToken } from "./contract-token";
import type { CheckoutComSource } from "./source";

const ACCOUNT = "kassacontractaccountaaaaaa2";
const CARDS: Record<ContractCase, string | null> = {
  approved: "4242424242424242",
  insufficient_funds: "4544249167673670",
  declined: "4024007181869214",
  challenge: "4543474002249996",
  later: null,
};

/** Without 3DS by default; with it, a card whose bank takes part is challenged. */
describeProviderContract<CheckoutComConfig, CheckoutComSource>(
  checkoutComProvider,
  { challenges: true },
  async () => {
    const sandbox = await createSandbox({ port: 0, directory: null, controlKey: randomUUID() });
    const publicKey = `pk_sbox_${ACCOUNT}`;
    const config = (over: object = {}): CheckoutComConfig =>
      checkoutComConfigSchema.parse({
        secret_key: `sk_sbox_${ACCOUNT}`,
        public_key: publicKey,
        processing_channel_id: `pc_${"a".repeat(26)}`,
        three_ds: false,
        api_base: sandbox.url,
        timeout_ms: 10_000,
        ...over,
      });
    return {
      bench: sandboxBench(sandbox, "checkout_com"),
      faultOperations: {
        authorize: "payments.create",
        capture: "payments.capture",
        void: "payments.void",
        refund: "payments.refund",
      },
      config: config(),
      challengeConfig: config({ three_ds: true }),
      hastyConfig: config({ timeout_ms: 700 }),
      strangerConfig: config({ secret_key: "sk_sbox_nobody" }),
      unreachableConfig: config({ api_base: "http://127.0.0.1:1" }),
      unknownReference: `pay_${"a".repeat(26)}`,
      secrets: [ACCOUNT],
      source: async (one) => {
        const number = CARDS[one];
        if (number === null) return null;
        const token = await requestCardToken(sandbox.url, publicKey, number);
        return { payment_type: "token", token };
      },
      document: () => null,
      webhooks: {
        case: "approved",
        timed: false,
        register: async (url) => {
          const call = { config: config(), idempotencyKey: randomUUID() as never };
          const registered = await checkoutComProvider.registerWebhook(
            { ...call, signal: new AbortController().signal },
            url,
          );
          if (!registered.ok) throw new Error(registered.error.detail);
          const { secret } = registered.value;
          return {
            current: config({ webhook_endpoint_secret: secret }),
            rotated: config({
              webhook_endpoint_secret: "new",
              webhook_endpoint_secret_previous: secret,
            }),
            foreign: config({ webhook_endpoint_secret: "another" }),
          };
        },
      },
      close: sandbox.close,
    };
  },
);
