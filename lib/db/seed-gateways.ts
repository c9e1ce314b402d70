import "server-only";
import { systemClock } from "../clock";
import type { Env } from "../env";
import { GATEWAY_TYPES, type GatewayType, SOURCE_TYPE_OF } from "../gateway-types";
import { randomLetters } from "../ids";
import type { JsonObject } from "../json";
import { modeOfKey } from "../providers/key-mode";
import { providerOf } from "../providers/registry";
import { decrypt, encrypt } from "../secrets";
import type { PrismaClient } from "./client";

export type SeedGateway = {
  type: GatewayType;
  mode: "test" | "live";
  name: string;
  methodName: string;
  methodDescription: string;
  isDemo: boolean;
  settings: JsonObject;
  credentials: JsonObject;
};

/** Creates a gateway with its payment method, once; from then on the admin's values rule. Answers its id. */
export async function createGateway(
  database: PrismaClient,
  gateway: SeedGateway,
  marketId: string,
): Promise<string> {
  const { type, mode, name, isDemo, settings, credentials } = gateway;
  const existing = await database.gateway.findFirst({ where: { type, isDemo } });
  if (existing) return existing.id;
  const now = systemClock.now();
  const stamps = { createdAt: now, updatedAt: now };
  const id = randomLetters();
  await database.gateway.create({
    data: {
      ...{ id, type, mode, name, isDemo, settings, ...stamps },
      credentialsEncrypted: encrypt(credentials),
      forcePayments: type === "stripe_gateways",
      fromEnvironment: !isDemo,
      paymentMethods: {
        create: {
          id: randomLetters(),
          marketId,
          paymentSourceType: SOURCE_TYPE_OF[type],
          name: gateway.methodName,
          description: gateway.methodDescription,
          position: GATEWAY_TYPES.indexOf(type) + 1,
          ...stamps,
        },
      },
    },
  });
  return id;
}

/** What credentials in the environment make; nothing where none are set. */
export function gatewaysOfEnvironment(env: Env): SeedGateway[] {
  const found: SeedGateway[] = [];
  if (env.STRIPE_SECRET_KEY && env.STRIPE_PUBLISHABLE_KEY) {
    found.push({
      type: "stripe_gateways",
      mode: modeOfKey(env.STRIPE_SECRET_KEY),
      name: "Stripe",
      methodName: "Card",
      methodDescription: "Credit or debit",
      isDemo: false,
      settings: { publishable_key: env.STRIPE_PUBLISHABLE_KEY },
      credentials: {
        login: env.STRIPE_SECRET_KEY,
        webhook_endpoint_secret: env.STRIPE_WEBHOOK_SECRET ?? null,
      },
    });
  }
  if (env.CHECKOUT_COM_SECRET_KEY && env.CHECKOUT_COM_PUBLIC_KEY) {
    found.push({
      type: "checkout_com_gateways",
      mode: modeOfKey(env.CHECKOUT_COM_SECRET_KEY),
      name: "Checkout.com",
      methodName: "Card",
      methodDescription: "Credit or debit",
      isDemo: false,
      settings: {
        public_key: env.CHECKOUT_COM_PUBLIC_KEY,
        subdomain: env.CHECKOUT_COM_SUBDOMAIN ?? null,
        processing_channel_id: env.CHECKOUT_COM_PROCESSING_CHANNEL_ID ?? null,
        three_ds: true,
      },
      credentials: {
        secret_key: env.CHECKOUT_COM_SECRET_KEY,
        webhook_endpoint_secret: env.CHECKOUT_COM_WEBHOOK_SECRET ?? null,
      },
    });
  }
  if (env.EXTERNAL_GATEWAY_AUTHORIZE_URL && env.EXTERNAL_GATEWAY_SHARED_SECRET) {
    found.push({
      type: "external_gateways",
      mode: "live",
      name: "External gateway",
      methodName: "Other payment",
      methodDescription: "With the merchant's own gateway",
      isDemo: false,
      settings: {
        authorize_url: env.EXTERNAL_GATEWAY_AUTHORIZE_URL,
        capture_url: env.EXTERNAL_GATEWAY_CAPTURE_URL ?? null,
        void_url: env.EXTERNAL_GATEWAY_VOID_URL ?? null,
        refund_url: env.EXTERNAL_GATEWAY_REFUND_URL ?? null,
      },
      credentials: { shared_secret: env.EXTERNAL_GATEWAY_SHARED_SECRET },
    });
  }
  return found;
}

const REGISTER_TRIES_MAX = 40;
const REGISTER_PAUSE_MS = 250;

/**
 * Tells each demo provider where its events go, by its own API, and keeps the signing secret it answers. The sandbox may
 * still be starting: it is asked again for ten seconds.
 */
export async function registerWebhooks(
  database: PrismaClient,
  env: Env,
  input: { isNewSandbox: boolean },
): Promise<void> {
  const gateways = await database.gateway.findMany({ where: { isDemo: true } });
  await Promise.all(
    gateways.map(async (gateway) => {
      const url = `${env.APP_URL}/webhook_callbacks/${gateway.type}/${gateway.id}`;
      if (!input.isNewSandbox && gateway.webhookEndpointUrl === url) return;
      const type = GATEWAY_TYPES.find((each) => each === gateway.type);
      if (!type) return;
      const credentials = decrypt(gateway.credentialsEncrypted);
      const secret = await registerWith(
        type,
        { ...Object(gateway.settings), ...credentials },
        env,
        url,
      );
      await database.gateway.update({
        where: { id: gateway.id },
        data: {
          webhookEndpointUrl: url,
          webhookEndpointId: secret.id,
          ...(type === "external_gateways"
            ? {}
            : {
                credentialsEncrypted: encrypt({
                  ...credentials,
                  webhook_endpoint_secret: secret.secret,
                }),
              }),
        },
      });
    }),
  );
}

async function registerWith(type: GatewayType, stored: JsonObject, env: Env, url: string) {
  const provider = providerOf(type);
  const config = provider.configSchema.parse({
    ...stored,
    ...provider.environmentSettings(env.SANDBOX_URL ?? null),
  });
  for (let attempt = 1; ; attempt++) {
    const call = {
      config,
      idempotencyKey: `${url}#${attempt}`,
      signal: AbortSignal.timeout(5_000),
    };
    const answer = await provider.registerWebhook(
      call as Parameters<typeof provider.registerWebhook>[0],
      url,
    );
    if (answer.ok) return answer.value;
    if (attempt >= REGISTER_TRIES_MAX || answer.error.code === "provider_unauthorized") {
      throw new Error(
        `The webhook of ${provider.displayName} could not be registered: ${answer.error.detail}`,
      );
    }
    await systemClock.sleep(REGISTER_PAUSE_MS);
  }
}
