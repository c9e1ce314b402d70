import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hashApiSecret } from "../auth/api-secret";
import { hashPassword } from "../auth/password";
import { normalEmail } from "../auth/user-store";
import { systemClock } from "../clock";
import { type Env, env as readEnvironment } from "../env";
import { randomLetters } from "../ids";
import { organizationIdOf } from "../organization-id";
import { type PrismaClient, prisma } from "./client";
import { DEMO_DELIVERIES, DEMO_SHOP, DEMO_SKUS, DEMO_TAX_RATES } from "./demo.data";
import { type DemoFacts, demoFactsSchema, demoKeys, demoPassword, demoSecret } from "./demo-facts";
import { ensureDemoGateways } from "./seed-demo-gateways";
import { createGateway, gatewaysOfEnvironment, registerWebhooks } from "./seed-gateways";
import { introduceShop } from "./seed-sandbox";

/**
 * Makes what an installation needs and does not have yet; safe at every start. Answers the demo's facts while the sandbox
 * is in use, else null: demo people and keys never exist beside real money.
 */
export async function seed(): Promise<DemoFacts | null> {
  const env = readEnvironment();
  const database = prisma();
  await ensureOrganization(database, env);
  const marketId = await ensureMarket(database);
  if (!env.SANDBOX_URL) {
    await refuseDemoBesideLiveKeys(database, env);
    await ensureOwner(database, env);
    for (const gateway of gatewaysOfEnvironment(env))
      await createGateway(database, gateway, marketId);
    return null;
  }
  const known = readFacts(env);
  const facts = { ...(known ?? newFacts(env)), baseUrl: env.APP_URL, sandboxUrl: env.SANDBOX_URL };
  await ensureCatalog(database, marketId);
  facts.salesChannel.scope = `market:id:${marketId}`;
  facts.gateways = await ensureDemoGateways(database, env, marketId, facts.gateways);
  await ensurePeople(database, facts, known === null);
  await Promise.all([
    registerWebhooks(database, env, { isNewSandbox: known === null }),
    introduceShop(env, facts),
  ]);
  return facts;
}

function readFacts(env: Env): DemoFacts | null {
  try {
    return demoFactsSchema.parse(JSON.parse(readFileSync(join(env.DATA_DIR, "demo.json"), "utf8")));
  } catch {
    return null; // The first start, or a file that somebody spoilt: made anew.
  }
}

const newFacts = (env: Env): DemoFacts => ({
  baseUrl: env.APP_URL,
  sandboxUrl: env.SANDBOX_URL ?? "",
  organization: {
    id: organizationIdOf(env.KASSA_INSTALLATION_ID),
    slug: DEMO_SHOP.organization.slug,
  },
  integration: { client_id: demoSecret(), client_secret: demoSecret() },
  salesChannel: { client_id: demoSecret(), scope: "" },
  admin: { email: DEMO_SHOP.people.admin.email, password: demoPassword() },
  operator: { email: DEMO_SHOP.people.operator.email, password: demoPassword() },
  viewer: { email: DEMO_SHOP.people.viewer.email, password: demoPassword() },
  skus: DEMO_SKUS.map((sku) => sku.code),
  gateways: {
    stripe_gateways: { id: "", ...demoKeys.stripe() },
    checkout_com_gateways: { id: "", ...demoKeys.checkoutCom() },
    external_gateways: { id: "", ...demoKeys.external() },
  },
});

async function ensureOrganization(database: PrismaClient, env: Env): Promise<void> {
  const existing = await database.organization.findFirst();
  if (existing && existing.installationId !== env.KASSA_INSTALLATION_ID) {
    throw new Error(
      `This database belongs to another installation: set KASSA_INSTALLATION_ID=${existing.installationId}.`,
    );
  }
  if (existing) return;
  const id = organizationIdOf(env.KASSA_INSTALLATION_ID);
  const createdAt = systemClock.now();
  const installationId = env.KASSA_INSTALLATION_ID;
  await database.organization.create({
    data: { id, installationId, createdAt, ...DEMO_SHOP.organization },
  });
}

async function ensureMarket(database: PrismaClient): Promise<string> {
  const existing = await database.market.findFirst({ orderBy: { number: "asc" } });
  if (existing) return existing.id;
  const now = systemClock.now();
  const market = await database.market.create({
    data: {
      id: randomLetters(),
      number: 1,
      taxIncluded: true,
      createdAt: now,
      updatedAt: now,
      ...DEMO_SHOP.market,
      taxRates: { create: [...DEMO_TAX_RATES] },
    },
  });
  return market.id;
}

async function ensureCatalog(database: PrismaClient, marketId: string): Promise<void> {
  if ((await database.sku.count()) > 0) return;
  const now = systemClock.now();
  const stamps = { createdAt: now, updatedAt: now };
  const skus = DEMO_SKUS.map(({ prices, ...sku }, position) => ({
    row: { id: randomLetters(), ...sku, position, ...stamps },
    prices,
  }));
  await database.$transaction([
    database.sku.createMany({ data: skus.map(({ row }) => row) }),
    database.price.createMany({
      data: skus.flatMap(({ row, prices }) =>
        Object.entries(prices).map(([currencyCode, amountMinor]) => ({
          ...{ id: randomLetters(), skuId: row.id, currencyCode, amountMinor, ...stamps },
        })),
      ),
    }),
    database.shippingMethod.createMany({
      data: DEMO_DELIVERIES.map((delivery) => ({
        ...{ id: randomLetters(), marketId, daysMin: 2, daysMax: 3, ...delivery, ...stamps },
      })),
    }),
  ]);
}

const DEMO_PEOPLE = ["admin", "operator", "viewer"] as const;

const demoPerson = async (facts: DemoFacts, key: (typeof DEMO_PEOPLE)[number]) => ({
  ...DEMO_SHOP.people[key],
  passwordHash: await hashPassword(facts[key].password),
});

/** With facts made anew, the people and clients of before get the new secrets. */
async function ensurePeople(
  database: PrismaClient,
  facts: DemoFacts,
  areFactsNew: boolean,
): Promise<void> {
  const count = await database.user.count({ where: { isDemo: true } });
  if (!areFactsNew && count >= DEMO_PEOPLE.length) return;
  const now = systemClock.now();
  const stamps = { createdAt: now, updatedAt: now };
  const people = await Promise.all(DEMO_PEOPLE.map((key) => demoPerson(facts, key)));
  const demo = { isDemo: true, mode: "test", ...stamps };
  const secretHash = hashApiSecret(facts.integration.client_secret);
  const { client_id: integrationId } = facts.integration;
  const { client_id: salesId, scope } = facts.salesChannel;
  await database.$transaction([
    ...people.map((person) =>
      database.user.upsert({
        where: { email: person.email },
        create: { id: randomLetters(), ...person, isDemo: true, ...stamps },
        update: { passwordHash: person.passwordHash, sessionVersion: { increment: 1 } },
      }),
    ),
    database.apiClient.deleteMany({ where: { isDemo: true } }),
    database.apiClient.createMany({
      data: [
        {
          id: randomLetters(),
          name: "Demo integration",
          kind: "integration",
          clientId: integrationId,
          secretHash,
          scope: "market:all",
          ...demo,
        },
        {
          id: randomLetters(),
          name: "Demo sales channel",
          kind: "sales_channel",
          clientId: salesId,
          scope,
          ...demo,
        },
      ],
    }),
  ]);
}

/** The first person who may sign in, where there is nobody yet. */
async function ensureOwner(database: PrismaClient, env: Env): Promise<void> {
  const { KASSA_OWNER_EMAIL: email, KASSA_OWNER_PASSWORD: password } = env;
  if (!email || !password || (await database.user.count({ where: { isDemo: false } })) > 0) return;
  const now = systemClock.now();
  await database.user.create({
    data: {
      ...{ id: randomLetters(), email: normalEmail(email), name: email, role: "owner" },
      ...{ passwordHash: await hashPassword(password), createdAt: now, updatedAt: now },
    },
  });
}

async function refuseDemoBesideLiveKeys(database: PrismaClient, env: Env): Promise<void> {
  const isLive = gatewaysOfEnvironment(env).some((gateway) => gateway.mode === "live");
  const people = await database.user.count({ where: { isDemo: true } });
  const clients = await database.apiClient.count({ where: { isDemo: true } });
  if (!isLive || people + clients === 0) return;
  throw new Error(
    "Live keys are set while demo people or demo API clients exist. Remove them first: npm run demo:remove",
  );
}
