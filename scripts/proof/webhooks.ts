// `npm run webhooks [-- --count N --seed S --provider P]`: N webhooks of each provider arrive in any order, some twice, some late, some
// never, and between them some that are not the provider's. Exit code 1 unless every order ends as the same order whose webhooks came
// in order and once each, and as the provider's own book says; and unless everything that was tampered with is refused.
import { parseArgs } from "node:util";
import { complaintsOfBooks } from "./books";
import { openCluster } from "./cluster";
import { PROVIDERS } from "./storm/stories";
import { stormOf } from "./storm/storm";

const NODES = 2;
/** Sooner than in production, so that nobody waits long for the janitor to look. */
const SWEEP_INTERVAL_MS = "1000";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    provider: { type: "string" },
  },
});
const providers = PROVIDERS.filter((name) => (values.provider ?? name) === name);

const cluster = await openCluster({
  nodes: NODES,
  environment: { SWEEP_INTERVAL_MS, LOG_LEVEL: "warn" },
});
try {
  const complaints: string[] = [];
  const storms = providers.map((provider) =>
    stormOf(cluster, { provider, count: Number(values.count), seed: Number(values.seed) }),
  );
  complaints.push(...(await Promise.all(storms)).flat());
  complaints.push(...(await complaintsOfBooks(cluster.databaseUrl)));
  for (const complaint of complaints.slice(0, 50)) console.log(complaint);
  console.log(
    complaints.length === 0 ? "Every order ended the same." : `${complaints.length} violations.`,
  );
  process.exitCode = complaints.length === 0 && providers.length > 0 ? 0 : 1;
} finally {
  await cluster.stop();
}
