// What the pages of the admin read, without their rendering: each by the query that the page itself calls.

import { createPrisma, type PrismaClient } from "@/lib/db/client";
import { BUILT_IN_VIEWS } from "@/lib/payment-list/built-in-views";
import { readChoices } from "@/lib/payment-list/choice-queries";
import { readAddress } from "@/lib/payment-list/list-address";
import { directionOf, type ListPlace, placeText } from "@/lib/payment-list/list-place";
import { listPayments } from "@/lib/payment-list/list-queries";
import { tally } from "@/lib/payment-list/tally-queries";
import { countAttention, findTroubles } from "@/lib/payments/attention-queries";
import { findPayment } from "@/lib/payments/payment-detail-queries";
import { MERCHANT } from "@/lib/payments/payments.fixture";
import { listReportChoices, readOverview } from "@/lib/reports/overview-queries";
import { periodOf, type ReportSpan } from "@/lib/reports/report-days";
import type { Work } from "./timing";

const SHOP = { timeZone: "Europe/Berlin", mode: "test" } as const;
const MIDDLE = "S";

export type Read = {
  name: string;
  kind: "page" | "search" | "other";
  run: Work;
};
type Query = Readonly<Record<string, string>>;

const sourceId = (n: number) => MIDDLE + String(n).padStart(9, "0");
const wishOf = (query: Query, place: ListPlace = {}) => {
  const { filter, sort, problems } = readAddress(query, { ...SHOP, now: new Date() });
  if (problems.length > 0) throw new Error(`${JSON.stringify(query)}: ${problems[0]?.text}`);
  return { filter, sort, direction: directionOf(place, sort) };
};

export async function openReads(url: string, count: number) {
  const database = createPrisma({ url });
  let statements = 0;
  const db = new Proxy(database, {
    get(target, name) {
      if (name === "$queryRaw") statements += 1;
      return Reflect.get(target, name);
    },
  });
  const counted = (work: () => Promise<unknown>) => async () => {
    statements = 0;
    await work();
    return statements;
  };
  return {
    /** The whole page beside its rendering: who asks, the count in the navigation, rows, choices; the sums come after. */
    reads: await readsOf(db, counted, count),
    first: firstPage(db, counted).run,
    bare: await bareRead(db, counted, sourceId(Math.ceil(count / 2))),
    close: () => database.$disconnect(),
  };
}

type Counted = (work: () => Promise<unknown>) => () => Promise<number>;

const listed = (db: PrismaClient, query: Query, place?: ListPlace) =>
  listPayments(MERCHANT, wishOf(query, place), db);

const firstPage = (db: PrismaClient, counted: Counted): Read => ({
  name: "first page",
  kind: "page",
  run: counted(() => listed(db, {})),
});

async function readsOf(db: PrismaClient, counted: Counted, count: number): Promise<Read[]> {
  const middle = await placeAt(db, sourceId(Math.ceil(count / 2)));
  const oldest = await placeAt(db, sourceId(1));
  const [gateway] = (await readChoices(MERCHANT, "test", db)).gateways;
  const [method] = (await readChoices(MERCHANT, "test", db)).methods;
  const page = (name: string, query: Query, place?: ListPlace): Read => ({
    ...{ name, kind: "page" },
    run: counted(() => listed(db, query, place)),
  });
  const search = (name: string, q: string): Read => ({
    ...{ name: `search: ${name}`, kind: "search" },
    run: counted(() => listed(db, { q })),
  });
  const other = (name: string, work: () => Promise<unknown>): Read => ({
    ...{ name, kind: "other" },
    run: counted(work),
  });
  const overview = (span: ReportSpan) => other(`overview of ${span} days`, overviewOf(db, span));
  const amounts = { currency: "EUR", min: "20.00", max: "20.05" };
  const views = BUILT_IN_VIEWS.map(({ address }) => wishOf(address as Query).filter);
  const numberOf = await orderNumberOf(db, sourceId(Math.ceil(count / 3)));
  return [
    firstPage(db, counted),
    page("deep page", {}, { older: placeText(middle, "newest") }),
    page("deep page, back", {}, { newer: placeText(middle, "newest") }),
    page("last page", {}, { newer: placeText(oldest, "newest") }),
    page("oldest first", { sort: "oldest" }),
    page("largest first", { sort: "largest" }),
    page("largest first, deep", { sort: "largest" }, { older: placeText(middle, "largest") }),
    page("of a state: paid", { state: "paid" }),
    page("of a rare state", { state: "indeterminate" }),
    page("of a gateway", { gateway: gateway?.id ?? "" }),
    page("of a method", { method: method?.id ?? "" }),
    page("of a rare currency", { currency: "JPY" }),
    page("of few amounts", amounts),
    page("of many amounts", { currency: "EUR", min: "20.00" }),
    page("of few amounts, largest first", { ...amounts, sort: "largest" }),
    page("of 30 days", { period: "30" }),
    page("of days long ago", { from: "2025-03-01", to: "2025-03-31" }),
    page("of a decline code", { decline: "insufficient_funds" }),
    page("that need attention", { attention: "1" }),
    page("to capture", { capture: "1" }),
    page("refunded this week", { refunded: "7" }),
    page("of a state and a gateway", { state: "declined", gateway: gateway?.id ?? "" }),
    search("an order's number", numberOf),
    search("an e-mail address", "shopper-77@shop.example"),
    search("an address's beginning", "shopper-12"),
    search("a reference", "ref-777"),
    search("the provider's id", `pi_${"777".padStart(24, "0")}`),
    search("the last four digits", "0341"),
    search("nothing that is there", "nobody@nowhere.example"),
    other("a payment's page", async () => {
      await findPayment(MERCHANT, middle.id, db);
      await findTroubles(MERCHANT, middle.id, db);
      await countAttention(MERCHANT, db);
    }),
    overview(30),
    overview(90),
    other("sums of all, and counts", () => tally(MERCHANT, wishOf({}).filter, views, db)),
    other("sums of 30 days", () => tally(MERCHANT, wishOf({ period: "30" }).filter, views, db)),
    other("sums of a method (more than)", () =>
      tally(MERCHANT, wishOf({ method: method?.id ?? "" }).filter, views, db),
    ),
  ];
}

const overviewOf = (db: PrismaClient, span: ReportSpan) => async () => {
  const now = new Date();
  await countAttention(MERCHANT, db);
  const [choice] = await listReportChoices(MERCHANT, db);
  if (choice === undefined) throw new Error("No day was counted.");
  const period = periodOf(span, now, SHOP.timeZone);
  const { report, held } = await readOverview(MERCHANT, { ...choice, period, now }, db);
  if (report.taken.times.now === 0 || held.count === 0 || held.soonCount === 0)
    throw new Error("The overview shows nothing.");
};

/** What no list can be faster than: a page of the payments themselves, from the middle on. */
async function bareRead(db: PrismaClient, counted: Counted, middleId: string): Promise<Work> {
  const { createdAt, id } = await placeAt(db, middleId);
  return counted(
    () => db.$queryRaw`
      SELECT * FROM payment_sources WHERE (created_at, id) < (${createdAt}, ${id})
      ORDER BY created_at DESC, id DESC LIMIT 26`,
  );
}

async function placeAt(db: PrismaClient, id: string) {
  const row = await db.listedPayment.findUniqueOrThrow({ where: { id } });
  const { createdAt, currencyCode, amountMinor } = row;
  return { id, createdAt, currency: currencyCode, amountMinor: Number(amountMinor) };
}

async function orderNumberOf(db: PrismaClient, id: string): Promise<string> {
  const { order } = await db.paymentSource.findUniqueOrThrow({
    where: { id },
    select: { order: { select: { number: true } } },
  });
  return String(order.number);
}
