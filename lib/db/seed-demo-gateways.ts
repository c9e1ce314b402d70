import "server-only";
import type { Env } from "../env";
import type { PrismaClient } from "./client";
import type { DemoFacts } from "./demo-facts";
import { createGateway } from "./seed-gateways";

/** One gateway of each type on the sandbox, with its payment method. Answers the facts with their ids. */
export async function ensureDemoGateways(
  database: PrismaClient,
  env: Env,
  marketId: string,
  keys: DemoFacts["gateways"],
): Promise<DemoFacts["gateways"]> {
  const {
    stripe_gateways: stripe,
    checkout_com_gateways: checkout,
    external_gateways: external,
  } = keys;
  const base = { mode: "test" as const, isDemo: true };
  const card = { methodDescription: "Credit or debit" };
  const stripeId = await createGateway(
    database,
    {
      ...base,
      ...card,
      type: "stripe_gateways",
      name: "Stripe",
      methodName: "Card by Stripe",
      settings: { publishable_key: stripe.publishable_key },
      credentials: { login: stripe.secret_key },
    },
    marketId,
  );
  const checkoutId = await createGateway(
    database,
    {
      ...base,
      ...card,
      type: "checkout_com_gateways",
      name: "Checkout.com",
      methodName: "Card by Checkout.com",
      settings: { public_key: checkout.publishable_key, three_ds: true },
      credentials: { secret_key: checkout.secret_key },
    },
    marketId,
  );
  const externalId = await createGateway(
    database,
    {
      ...base,
      type: "external_gateways",
      name: "Northbank Pay",
      methodName: "Northbank Pay",
      methodDescription: "From your bank account, with a Northbank code",
      settings: { honours_idempotency_keys: true },
      credentials: { shared_secret: external.secret_key },
    },
    marketId,
  );
  await moveExternalGateway(database, env, externalId);
  return {
    stripe_gateways: { ...stripe, id: stripeId },
    checkout_com_gateways: { ...checkout, id: checkoutId },
    external_gateways: { ...external, id: externalId },
  };
}

/** The sandbox may listen elsewhere today: the pretend merchant's addresses follow it. */
async function moveExternalGateway(database: PrismaClient, env: Env, id: string): Promise<void> {
  const at = (action: string) => `${env.SANDBOX_URL}/external/${id}/${action}`;
  const settings = {
    honours_idempotency_keys: true,
    authorize_url: at("authorize"),
    capture_url: at("capture"),
    void_url: at("void"),
    refund_url: at("refund"),
    token_url: at("token"),
  };
  await database.gateway.update({ where: { id }, data: { settings } });
}
