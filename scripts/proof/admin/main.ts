// `npm run bench:admin [-- --payments N]`: the admin's pages on PostgreSQL with a million payments, without rendering and with it, and the
// list as a file. Exit code 1 when one is too slow, asks too often, or the server's memory grows with the file.
import { parseArgs } from "node:util";
import pg from "pg";
import { openCluster } from "../cluster";
import { fillPayments } from "./fill";
import { openReads, type Read } from "./reads";
import { type Timed, timed } from "./timing";
import { download, ownersCookie, visit } from "./visits";

const FEW = 1_000;
const READ_MS = { page: 25, search: 100, other: 200 } as const;
const RENDERED_MS = 60;
/** Of what a bare keyset query takes: decides where even that takes longer than this machine should. */
const RATIO_MAX = 10;
const SLOW_MS = READ_MS.page / RATIO_MAX;
const DEEP_RATIO_MAX = 3;
/** A page has the session's and the attention count's statements besides its rows, its choices and its sums. */
const AROUND_STATEMENTS = 4;
const STATEMENTS_MAX = 6;
const GROWTH_MAX_MEGABYTES = 50;

const { values } = parseArgs({ options: { payments: { type: "string", default: "1000000" } } });
const count = Number(values.payments);
const misses: string[] = [];

const line = (name: string, ...cells: string[]) =>
  console.log(name.padEnd(34) + cells.map((cell) => cell.padStart(11)).join(""));
const ms = (value: number) => `${value.toFixed(1)} ms`;

function judge(read: Pick<Read, "kind">, result: Timed, bare: Timed): void {
  const ratio = result.p95 / bare.p95;
  const isSlow = bare.p95 > SLOW_MS;
  const statements =
    read.kind === "page" || read.kind === "search"
      ? result.statements + AROUND_STATEMENTS
      : result.statements + 1;
  const cells = [ms(result.p50), ms(result.p95), `× ${ratio.toFixed(1)}`, `${statements} SQL`];
  line(result.name, ...cells);
  if (read.kind === "bare") return;
  const bound = READ_MS[read.kind];
  // Only pages owe the ratio: a search and sums do more than one lookup.
  const scaled = isSlow ? (bound * bare.p95) / SLOW_MS : bound;
  if (result.p95 > scaled) misses.push(`${result.name}: ${ms(result.p95)}, at most ${ms(scaled)}`);
  if (statements > STATEMENTS_MAX) misses.push(`${result.name}: ${statements} statements`);
}

const postgres = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
};

const cluster = await openCluster({ nodes: 1, environment: { JOBS: "off" } });
try {
  const client = await postgres(cluster.databaseUrl);
  await fillPayments(client, FEW);
  const few = await openReads(cluster.databaseUrl, FEW);
  const firstOfFew = await timed("first page of 1,000", few.first().run);
  await few.close();
  const startedAt = performance.now();
  await fillPayments(client, count);
  await client.end();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.log(`${count} payments, filled in ${seconds} s; p50, p95, times a bare keyset query`);
  line(firstOfFew.name, ms(firstOfFew.p50), ms(firstOfFew.p95));
  const opened = await openReads(cluster.databaseUrl, count);
  let bare: Timed | null = null;
  for (const read of opened.reads) {
    const result = await timed(read.name, read.run);
    bare ??= result;
    judge(read, result, bare);
    if (read.name === "deep page" && result.p95 > DEEP_RATIO_MAX * firstOfFew.p95) {
      misses.push(`The deep page takes more than ${DEEP_RATIO_MAX} times the first of ${FEW}`);
    }
  }
  await opened.close();
  if (bare !== null) await visits(bare);
} finally {
  await cluster.stop();
}

/** With rendering, until the rows are there. */
async function visits(bare: Timed): Promise<void> {
  const cookie = await ownersCookie(cluster);
  const places = ["", `?older=${Date.now() - 365 * 86_400_000}.S`, "?q=0341", "?state=declined"];
  const bound = bare.p95 > SLOW_MS ? (RENDERED_MS * bare.p95) / SLOW_MS : RENDERED_MS;
  for (const place of places) {
    const times: number[] = [];
    for (let round = 0; round < 50; round++) {
      times.push(await visit(cluster, cookie, `/admin/payments${place}`));
    }
    const sorted = times.slice(10).sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
    line(`rendered: /admin/payments${place.slice(0, 9)}`, ms(at(0.5)), ms(at(0.95)));
    if (at(0.95) > bound) misses.push(`Rendered ${place}: ${ms(at(0.95))}, at most ${ms(bound)}`);
  }
  const file = await download(cluster, cookie);
  const growth = `${file.growthMegabytes.toFixed(0)} MB more`;
  line("the list as a file", `${file.lines} lines`, `${file.seconds.toFixed(0)} s`, growth);
  if (file.lines < count) misses.push(`The file has ${file.lines} lines of ${count}`);
  if (file.growthMegabytes >= GROWTH_MAX_MEGABYTES) misses.push(`The file: ${growth}`);
}

for (const miss of misses) console.error(`✗ ${miss}`);
console.log(misses.length === 0 ? "Every bound is kept." : `${misses.length} bounds are missed.`);
process.exit(misses.length === 0 ? 0 : 1);
