import { Random } from "@/simulation/engine/random";
import { ApiClient } from "../api";
import type { Cluster } from "../cluster";
import { type BookEntry, inParallel, orderIdOf } from "../orders";
import { Ledger, type Standing } from "./ledger";
import { Mail, type MailCounts, pause, type Weather } from "./mail";
import { makeOrder, makeTemplate, type StormOrder } from "./make";
import { KINDS_COUNT, type ProviderName } from "./stories";

/** Of 1. */
const WEATHER = { duplicated: 0.2, lost: 0.1, tampered: 0.05, late: 0.05 };
const COMES_BACK = 0.3;
/** How many orders are being made at once. */
const WIDTH = 6;
const CONNECTIONS = 32;
const SETTLED_WITHIN_MS = 120_000;
const LOOK_MS = 200;
const GATEWAY_OF = {
  stripe: "stripe_gateways",
  checkout_com: "checkout_com_gateways",
  external: "external_gateways",
} as const;

type Input = { provider: ProviderName; count: number; seed: number };
type Parts = { cluster: Cluster; client: ApiClient; ledger: Ledger; gatewayId: string };
type EndedSet = {
  orders: readonly StormOrder[];
  standings: ReadonlyMap<string, Standing>;
  counts: MailCounts;
  seconds: number;
  complaints: readonly string[];
};

/** Both sets of one provider. Answers a sentence for each thing that does not hold. */
export async function stormOf(cluster: Cluster, input: Input): Promise<string[]> {
  const { provider, count, seed } = input;
  const client = new ApiClient(cluster, CONNECTIONS);
  const ledger = new Ledger(cluster.databaseUrl);
  const gatewayId = cluster.demo.gateways[GATEWAY_OF[provider]].id;
  const parts: Parts = { cluster, client, ledger, gatewayId };
  try {
    await client.signIn();
    await ledger.captureSmallOrders();
    await cluster.control("POST", "deliveries/hold", { held: true });
    const random = new Random(seed);
    const isLostSentAgain = provider === "external";
    const set = { provider, random, templateId: await makeTemplate(client) };
    const isEachThere = (_: number, orders: number) => orders >= KINDS_COUNT;
    const calm = await runSet(parts, { ...set, weather: null, isEnough: isEachThere });
    const weather = { ...WEATHER, isLostSentAgain };
    const isEnough = (events: number) => events >= count;
    const storm = await runSet(parts, { ...set, weather, isEnough });
    const differing = differencesOf(calm, storm);
    tell(provider, { calm, storm, differing, slowestMs: await slowestMs(ledger, storm) });
    return [
      ...calm.complaints,
      ...storm.complaints,
      ...differing,
      ...(await bookComplaints(cluster, [calm, storm])),
      ...(await inboxComplaints(parts, [calm, storm])),
    ].map((complaint) => `${provider}: ${complaint}`);
  } finally {
    client.close();
    await ledger.close();
  }
}

/** After how many events, or orders, no more are made. */
type IsEnough = (events: number, orders: number) => boolean;

async function runSet(
  parts: Parts,
  input: {
    provider: ProviderName;
    random: Random;
    templateId: string;
    weather: Weather | null;
    isEnough: IsEnough;
  },
): Promise<EndedSet> {
  const { provider, random, templateId, weather, isEnough } = input;
  const startedAt = performance.now();
  const mail = new Mail(parts.cluster, provider, { random, weather });
  const orders: StormOrder[] = [];
  let begun = 0;
  try {
    const workers = Array.from({ length: WIDTH }, async () => {
      while (!isEnough(mail.counts.events, begun)) {
        const at = begun++;
        const comesBack = weather !== null && random.chance(COMES_BACK);
        orders[at] = await makeOrder({ ...parts, provider, at, comesBack, templateId });
      }
    });
    await Promise.all(workers);
    const late = await settled(parts, mail);
    await askAboutLost(parts, orders, mail);
    const seconds = (performance.now() - startedAt) / 1_000;
    const standings = await parts.ledger.standings(orders.map(({ id }) => id));
    const complaints = [...mail.complaints, ...late];
    return { orders, standings, counts: mail.counts, seconds, complaints };
  } finally {
    await mail.close();
  }
}

/** Until nothing is on its way, nothing waits in the inbox and no transaction is open. */
async function settled({ ledger, gatewayId }: Parts, mail: Mail): Promise<string[]> {
  const until = performance.now() + SETTLED_WITHIN_MS;
  for (;;) {
    await mail.empty();
    const open = await ledger.openOf(gatewayId);
    if (open.transactions + open.events === 0) return [];
    if (performance.now() > until) {
      return [`${open.transactions} transactions and ${open.events} events stayed open.`];
    }
    await pause(LOOK_MS);
  }
}

/** What was done in a dashboard, and whose event was lost, is learned by whoever looks at the payment. */
async function askAboutLost(
  { client }: Parts,
  orders: readonly StormOrder[],
  { lost }: Mail,
): Promise<void> {
  const references = new Set(lost.flatMap((body) => body.match(/\b(?:pi|pay)_\w+/g) ?? []));
  const concerned = orders.filter(({ reference }) => references.has(reference));
  await inParallel(concerned, WIDTH, async ({ id }) => {
    const refresh = { data: { type: "orders", id, attributes: { _refresh: true } } };
    await client.must(0, "PATCH", `orders/${id}`, refresh);
  });
}

const slowestMs = (ledger: Ledger, { orders }: EndedSet): Promise<number> =>
  ledger.slowestMs(orders.map(({ id }) => id));

const shown = (standing: Standing | undefined): string =>
  standing
    ? `${standing.status}, ${standing.payment_status}: ${standing.facts.join(", ")}`
    : "nowhere";

/** Each order of the storm is paid as one that was told of in order. */
function differencesOf(calm: EndedSet, storm: EndedSet): string[] {
  return storm.orders.flatMap(({ id }, at) => {
    const after = shown(storm.standings.get(id));
    const inOrder = shown(calm.standings.get(calm.orders[at % KINDS_COUNT]?.id ?? ""));
    return inOrder === after ? [] : [`The order ${id} ended ${after}; in order it is ${inOrder}.`];
  });
}

/** The sums of each order and kind: the provider's, and ours of what succeeded. */
async function bookComplaints(cluster: Cluster, sets: readonly EndedSet[]): Promise<string[]> {
  const { entries } = await cluster.control<{ entries: BookEntry[] }>("GET", "book");
  const sums = new Map<string, number>();
  const add = (orderId: string, kind: string, amountMinor: number) => {
    const key = `${orderId} ${kind}`;
    sums.set(key, (sums.get(key) ?? 0) + amountMinor);
  };
  const ids = new Set(sets.flatMap(({ orders }) => orders.map(({ id }) => id)));
  for (const entry of entries) {
    const orderId = orderIdOf(entry);
    if (orderId && ids.has(orderId)) add(orderId, entry.kind, entry.amountMinor);
  }
  const captured = new Set([...sums.keys()].filter((key) => key.endsWith(" capture")));
  for (const { standings } of sets) {
    for (const { id, facts } of standings.values()) {
      for (const fact of facts) {
        const [kind = ""] = fact.split(" ");
        if (fact.includes(" succeeded ")) add(id, kind, -Number(fact.split(" ").at(-1)));
      }
    }
  }
  // What a capture leaves of an authorization is let go with it: no void of anybody's.
  const isRest = (key: string) =>
    key.endsWith(" void") && captured.has(key.replace("void", "capture"));
  return [...sums]
    .filter(([key, sum]) => sum !== 0 && !isRest(key))
    .map(([key, sum]) => `${key}: the provider's book has ${sum} more.`);
}

/** One row for each event that came, however often; none for what nobody signed. */
async function inboxComplaints(
  { ledger, gatewayId }: Parts,
  sets: readonly EndedSet[],
): Promise<string[]> {
  const kept = await ledger.inboxOf(gatewayId);
  const sent = sets.reduce((sum, { counts }) => sum + counts.sent, 0);
  const unanswered = sets.reduce((sum, { counts }) => sum + counts.unanswered, 0);
  const more = kept.events + kept.duplicates - sent;
  return more >= 0 && more <= unanswered
    ? []
    : [`${sent} webhooks arrived; the inbox counts ${kept.events} and ${kept.duplicates} copies.`];
}

function tell(
  provider: ProviderName,
  ended: { calm: EndedSet; storm: EndedSet; differing: readonly string[]; slowestMs: number },
): void {
  const { calm, storm, differing, slowestMs } = ended;
  const { events, sent, duplicated, lost, tampered, refused } = storm.counts;
  const { length } = storm.orders;
  console.log(`${provider}: ${events} webhooks of ${length} orders, ${sent} deliveries`);
  console.log(`  ${duplicated} duplicated, ${lost} lost, ${refused} of ${tampered} forged refused`);
  console.log(`  ${calm.orders.length} orders in order: ${calm.seconds.toFixed(1)} s`);
  const rate = Math.round(sent / storm.seconds);
  console.log(`  ${storm.seconds.toFixed(1)} s, ${rate} deliveries a second`);
  console.log(`  slowest to settle ${(slowestMs / 1_000).toFixed(1)} s`);
  console.log(`  ${length - differing.length} of ${length} orders ended as those in order`);
}
