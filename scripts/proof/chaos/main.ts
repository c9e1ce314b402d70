// `npm run chaos [-- --rounds N] [--resume]`: the app and PostgreSQL are killed, the providers fail, and nothing is lost or done
// twice. Exit code 1 otherwise.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ApiClient } from "../api";
import { openCluster, root } from "../cluster";
import { killAtEveryPoint, pointsFile } from "./kills";

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
  const t = performance.now();
  const outcome = await killAtEveryPoint(cluster, client, {
    round: 0,
    file,
    only: process.argv[2] ?? null,
  });
  console.log(outcome.kills, outcome.slowestMs, outcome.complaints, performance.now() - t);
  const { compareBooks } = await import("../ledger");
  console.log(await compareBooks(cluster, outcome.orderIds));
} finally {
  await cluster.stop();
  rmSync(directory, { recursive: true, force: true });
}
