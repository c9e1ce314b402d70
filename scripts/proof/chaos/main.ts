// `npm run chaos [-- --rounds N] [--resume]`: the app and PostgreSQL are killed, the providers fail, and nothing is lost or done
// twice. With `--resume` the rounds of earlier runs count. Exit code 1 where its bounds are missed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { ApiClient } from "../api";
import { complaintsOfBooks } from "../books";
import { type Cluster, openCluster, root } from "../cluster";
import { compareBooks } from "../ledger";
import { killDatabase } from "./database-kills";
import { killAtEveryPoint, pointsFile } from "./kills";
import { failAtEveryCall } from "./provider-faults";
import { keepTally, linesOf, openTally, type Tally } from "./tally";

const DATABASE_KILLS_A_ROUND = 2;

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "10" },
    resume: { type: "boolean", default: false },
    /** Only the points whose names begin so, and nothing else: to look closely. */
    point: { type: "string" },
  },
});
const roundsCount = Number(values.rounds);
if (!Number.isSafeInteger(roundsCount) || roundsCount < 1) {
  console.error("--rounds must be a whole number from 1.");
  process.exit(2);
}

async function runRound(cluster: Cluster, client: ApiClient, tally: Tally, file: string) {
  const kills = await killAtEveryPoint(cluster, client, {
    round: tally.rounds,
    file,
    only: values.point ?? null,
  });
  tally.kills += kills.kills;
  tally.slowestSettleMs = Math.max(tally.slowestSettleMs, kills.slowestMs);
  const orderIds = [...kills.orderIds];
  const complaints = [...kills.complaints];
  for (let at = 0; values.point === undefined && at < DATABASE_KILLS_A_ROUND; at++) {
    const killed = await killDatabase(cluster, client);
    tally.databaseKills += 1;
    tally.longestGapMs = Math.max(tally.longestGapMs, killed.gapMs);
    tally.longestAwayMs = Math.max(tally.longestAwayMs, killed.awayMs);
    orderIds.push(...killed.orderIds);
    complaints.push(...killed.complaints);
  }
  if (values.point === undefined) {
    const failed = await failAtEveryCall(cluster, client);
    tally.faults += failed.faults;
    tally.slowestDefiniteMs = Math.max(tally.slowestDefiniteMs, failed.slowestMs);
    orderIds.push(...failed.orderIds);
    complaints.push(...failed.complaints);
  }
  const { lost, double } = await compareBooks(cluster, orderIds);
  tally.lost += lost.length;
  tally.double += double.length;
  const books = await complaintsOfBooks(cluster.databaseUrl);
  tally.complaints.push(...complaints, ...lost, ...double, ...books);
  tally.rounds += 1;
  for (const line of [...complaints, ...lost, ...double, ...books]) console.log(line);
}

const path = join(root, ".cache", "chaos.json");
const tally = openTally(path, { resume: values.resume });
if (tally.rounds > 0) console.log(`Resumed after ${tally.rounds} rounds.`);
const directory = mkdtempSync(join(tmpdir(), "kassa-chaos-"));
const file = pointsFile(directory);
const preload = pathToFileURL(join(root, "scripts", "proof", "chaos", "kill-points.mjs")).href;
const cluster = await openCluster({
  nodes: 1,
  isDurable: true,
  environment: { PROVIDER_TIMEOUT_MS: "1500", SWEEP_INTERVAL_MS: "500" },
  nodeEnvironment: { KILL_POINTS_FILE: file, NODE_OPTIONS: `--import=${preload}` },
});
try {
  const client = new ApiClient(cluster, 16);
  await client.signIn();
  while (tally.rounds < roundsCount) {
    const startedAt = performance.now();
    await runRound(cluster, client, tally, file);
    if (values.point === undefined) keepTally(path, tally);
    const took = Math.round((performance.now() - startedAt) / 1_000);
    console.log(`Round ${tally.rounds} of ${roundsCount}: ${tally.kills} kills, ${took} s`);
  }
  client.close();
} finally {
  await cluster.stop();
  rmSync(directory, { recursive: true, force: true });
}
for (const line of linesOf(tally)) console.log(line);
console.log(
  tally.complaints.length === 0 ? "Nothing was lost, nothing was done twice." : "It does not hold.",
);
process.exitCode = tally.complaints.length === 0 ? 0 : 1;
