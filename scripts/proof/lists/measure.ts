// The lists of a shop of so many orders, measured: a process of its own, because what an app knows of its past it keeps.
import { parseArgs } from "node:util";
import pg from "pg";
import { startPostgres } from "../../test/postgres.mjs";
import { root } from "../cluster";
import { fillOrders } from "./fill";

const ROUNDS = 40;
const WARMING_ROUNDS = 10;
/** All lists are gone through so often, and each is as fast as in its best: a machine that was busy with something else for a moment is asked again. */
const PASSES = 3;
const SIZE = 25;

const { values } = parseArgs({ options: { orders: { type: "string", default: "1000" } } });
const ordersCount = Number(values.orders);

export type Measured = { name: string; p50: number; p95: number; rows: number };

type Shop = Awaited<ReturnType<typeof openShop>>;

async function openShop(url: string) {
  Object.assign(process.env, { TEST_DATABASE: "postgres", TEST_DATABASE_URL: url });
  // Which database it is is read from the environment when the modules load.
  const { prepareTemplates } = await import("../../test-database");
  await prepareTemplates();
  const { openApiShop } = await import("../../../tests/api/shop");
  return openApiShop();
}

const page = (query: string): string => `orders?page[size]=${SIZE}&${query}`;

/** The page after the one in the list's middle, as its links lead there. */
async function following(shop: Shop, query: string): Promise<string> {
  const middle = Math.max(1, Math.floor(ordersCount / SIZE / 2));
  const { body } = await shop.call("GET", page(`page[number]=${middle}${query}`));
  return decodeURIComponent(String(body.links.next).split("/api/")[1] ?? "");
}

const dayOf = (daysAgo: number): string =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

async function pathsOf(shop: Shop): Promise<[name: string, path: string][]> {
  const [from, to] = [dayOf(300), dayOf(244)];
  const within = (name: string) => `filter[q][${name}_gteq]=${from}&filter[q][${name}_lt]=${to}`;
  const deep = `page[number]=${Math.min(10_000, ordersCount / SIZE)}`;
  const newest = "&sort=-created_at";
  return [
    ["first page", page("")],
    ["first page, newest first", page(newest)],
    ["page 10,000", page(deep)],
    ["page 10,000, newest first", page(deep + newest)],
    ["last page", page(`page[number]=${ordersCount / SIZE}`)],
    ["links.next, in the middle", await following(shop, "")],
    ["links.next, newest first", await following(shop, newest)],
    ["of a state", page("filter[q][status_eq]=placed")],
    ["of a state, newest first", page(`filter[q][status_eq]=placed${newest}`)],
    ["of an e-mail address", page("filter[q][customer_email_eq]=shopper-77@shop.example")],
    ["created in eight weeks", page(within("created_at"))],
    ["placed in eight weeks", page(within("placed_at"))],
    ["the same, newest first", page(within("placed_at") + newest)],
    ["placed since then, by that", page(`filter[q][placed_at_gteq]=${from}&sort=-placed_at`)],
  ];
}

async function measure(shop: Shop, name: string, path: string): Promise<Measured> {
  const times: number[] = [];
  let rows = 0;
  for (let round = 0; round < WARMING_ROUNDS + ROUNDS; round++) {
    const startedAt = performance.now();
    const { status, body } = await shop.call("GET", path);
    if (round >= WARMING_ROUNDS) times.push(performance.now() - startedAt);
    if (status !== 200) throw new Error(`${path}: ${status}`);
    rows = body.data.length;
  }
  times.sort((a, b) => a - b);
  const percentile = (share: number) => times[Math.ceil(times.length * share) - 1] ?? 0;
  return { name, p50: percentile(0.5), p95: percentile(0.95), rows };
}

async function measureAll(shop: Shop): Promise<Measured[]> {
  const paths = await pathsOf(shop);
  const best = new Map<string, Measured>();
  for (let pass = 0; pass < PASSES; pass++) {
    for (const [name, path] of paths) {
      const measured = await measure(shop, name, path);
      const before = best.get(name);
      if (!before || measured.p95 < before.p95) best.set(name, measured);
    }
  }
  return [...best.values()];
}

const postgres = await startPostgres(root, {});
const shop = await openShop(postgres.url);
const { address } = shop.database;
const client = new pg.Client({ connectionString: "url" in address ? address.url : "" });
try {
  await client.connect();
  await fillOrders(client, ordersCount);
  for (const measured of await measureAll(shop)) {
    process.stdout.write(`${JSON.stringify(measured)}\n`);
  }
} finally {
  await client.end();
  await shop.close();
  await postgres.stop();
}
process.exit(0);
