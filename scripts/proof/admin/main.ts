// `npm run bench:admin [-- --payments N]`: the admin's pages on PostgreSQL with a million payments, without rendering and with it, and the
// list as a file. Exit code 1 when one is too slow, asks too often, or the server's memory grows with the file.
import { parseArgs } from "node:util";
import pg from "pg";
import { openCluster } from "../cluster";
import { fillPayments } from "./fill";
import { openReads } from "./reads";
import { timedBeside, type Work } from "./timing";
import { download, ownersCookie, visit } from "./visits";

const FEW = 1_000;
const BOUND_MS = { page: 25, search: 100, other: 200, rendered: 60 } as const;
/** A bare keyset query takes less where nothing else runs; where it takes longer the bounds grow as it does, to 10 times it for a page. */
const BARE_MS = 2.5;
const DEEP_RATIO_MAX = 3;
/** A page has the session's and the attention count's statements besides its rows, its choices and its sums. */
const AROUND_STATEMENTS = { page: 4, search: 4, other: 1, rendered: 0 } as const;
const STATEMENTS_MAX = 6;
const GROWTH_MAX_MEGABYTES = 50;
/** A machine that was busy with something else for a moment is asked again. */
const TRIES = 3;

const { values } = parseArgs({
  options: {
    payments: { type: "string", default: "1000000" },
    // What a rendered page may take: more beside other tests, where only a page that is far off is looked for.
    "rendered-ms": { type: "string", default: String(BOUND_MS.rendered) },
  },
});
const count = Number(values.payments);
const renderedMs = Number(values["rendered-ms"]);
const misses: string[] = [];

const line = (name: string, ...cells: string[]) =>
  console.log(name.padEnd(34) + cells.map((cell) => cell.padStart(11)).join(""));
const ms = (value: number) => `${value.toFixed(1)} ms`;

type Bound = keyof typeof BOUND_MS;

type Measured = {
  name: string;
  kind: Bound;
  run: Work;
  /** What it may take on a fast machine, where that is less than its kind may. */
  most?: number;
  after?: () => Promise<void>;
};

async function measure({ name, kind, run, most = BOUND_MS[kind], after }: Measured, bare: Work) {
  for (let tries = 1; ; tries++) {
    const result = await timedBeside(run, bare, after);
    const { p50, p95 } = result.it;
    const statements = result.it.statements + AROUND_STATEMENTS[kind];
    const bound =
      (kind === "rendered" ? renderedMs : Math.min(BOUND_MS[kind], most)) *
      Math.max(1, result.bare.p95 / BARE_MS);
    const isMissed = p95 > bound || statements > STATEMENTS_MAX;
    if (isMissed && tries < TRIES) continue;
    const ratio = `× ${(p95 / result.bare.p95).toFixed(1)}`;
    const asked = kind === "rendered" ? "" : `${statements} SQL`;
    line(name, ms(p50), ms(p95), ratio, ms(result.bare.p95), asked);
    if (isMissed) misses.push(`${name}: ${ms(p95)} (at most ${ms(bound)}), ${asked}`);
    return;
  }
}

const postgres = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
};

const cluster = await openCluster({ nodes: 1, environment: { JOBS: "off" } });
try {
  // It looks through the books once a minute: not while something else is timed.
  await cluster.kill(0);
  const client = await postgres(cluster.databaseUrl);
  await fillPayments(client, FEW);
  const few = await openReads(cluster.databaseUrl, FEW);
  const { bare: bareOfFew, it: firstOfFew } = await timedBeside(few.first, few.bare);
  await few.close();
  const startedAt = performance.now();
  await fillPayments(client, count);
  await client.end();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.log(`${count} payments, filled in ${seconds} s`);
  line("", "p50", "p95", "× bare", "bare p95", "statements");
  line(`first page of ${FEW}`, ms(firstOfFew.p50), ms(firstOfFew.p95), "", ms(bareOfFew.p95));
  const opened = await openReads(cluster.databaseUrl, count);
  // Of what the first thousand took on a machine that was as fast.
  const deepMs = (DEEP_RATIO_MAX * firstOfFew.p95) / Math.max(1, bareOfFew.p95 / BARE_MS);
  for (const read of opened.reads) {
    await measure(read.name === "deep page" ? { ...read, most: deepMs } : read, opened.bare);
  }
  await visits(opened.bare);
  await opened.close();
} finally {
  await cluster.stop();
}

/** With rendering, until the rows are there. */
async function visits(bare: Work): Promise<void> {
  const cookie = await ownersCookie(cluster);
  await cluster.start(0);
  const places = ["", `?older=${Date.now() - 365 * 86_400_000}.S`, "?q=0341", "?state=declined"];
  for (const place of places) {
    let end = async () => {};
    const run = async () => {
      ({ end } = await visit(cluster, cookie, `/admin/payments${place}`));
      return 0;
    };
    const name = `rendered: /admin/payments${place.slice(0, 9)}`;
    await measure({ name, kind: "rendered", run, after: () => end() }, bare);
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
