// `npm run bench:lists [-- --orders N]`: lists of orders by the API's own handlers on PostgreSQL, with a thousand orders and with a million.
// Exit code 1 when a list of the million takes more than three times as long (p95) as the same of the thousand.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../cluster";
import type { Measured } from "./measure";

const FEW = 1_000;
const TIMES_MAX = 3;

const { values } = parseArgs({ options: { orders: { type: "string", default: "1000000" } } });

function measured(ordersCount: number): Measured[] {
  const program = join(root, "scripts", "proof", "lists", "measure.ts");
  const args = [...process.execArgv, program, "--orders", String(ordersCount)];
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`Measuring ${ordersCount} orders ended with ${status}.`);
  const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
  return lines.map((line) => JSON.parse(line) as Measured);
}

const many = Number(values.orders);
const [few, all] = [measured(FEW), measured(many)];
console.log(`${FEW} orders (p50, p95) and ${many} (p50, p95), in milliseconds`);
const slow = all.filter(({ name, p50, p95, rows }) => {
  const before = few.find((each) => each.name === name);
  if (!before) throw new Error(`${name} was not measured.`);
  const times = p95 / before.p95;
  const figures = [before.p50, before.p95, p50, p95].map((ms) => ms.toFixed(1).padStart(7));
  console.log(`${name.padEnd(28)}${figures.join("")}  × ${times.toFixed(2)}  ${rows} rows`);
  return times > TIMES_MAX;
});
const isMet = slow.length === 0 && all.length > 0;
console.log(isMet ? `Every list is within ${TIMES_MAX} times.` : `${slow.length} are not.`);
process.exit(isMet ? 0 : 1);
