// What `npm test` runs: each step, what it needs, and how its outcome is read.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { startPostgres } from "./postgres.mjs";
import { productEnvironment } from "./product.mjs";

const STEP_TIMEOUT_MS = 30 * 60_000;
// Where nobody watches, escape codes are noise.
const colours = process.stdout.isTTY
  ? { FORCE_COLOR: "1" }
  : { NO_COLOR: "1", FORCE_COLOR: undefined };
const plain = process.stdout.isTTY ? [] : ["--colors=off"];
const children = new Set();

/** Ends what the steps have started; for a run that is told to stop. */
export function endChildren() {
  for (const child of children) child.kill("SIGTERM");
}

/** Runs Node on `args`; resolves to { code, output }, also when it had to be ended. */
function runNode(root, args, more = {}) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: productEnvironment({ ...colours, ...more }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.add(child);
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    const timer = setTimeout(() => {
      chunks.push(Buffer.from("\nThe step took too long and was ended.\n"));
      child.kill("SIGKILL");
    }, STEP_TIMEOUT_MS);
    child.once("close", (code) => {
      clearTimeout(timer);
      children.delete(child);
      done({ code: code ?? 1, output: Buffer.concat(chunks).toString() });
    });
  });
}

/** What failed although no test did (a file that does not load, a setup that throws) counts as one failure. */
const tally = ({ passed, failed, skipped }, code) => ({
  passed,
  failed: failed === 0 && code !== 0 ? 1 : failed,
  skipped,
});

async function check(root, args, more) {
  const { code, output } = await runNode(root, args, more);
  return { ...tally({ passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 }, code), output };
}

function reportPath(root, name) {
  const folder = join(root, ".cache", "test");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  rmSync(path, { force: true });
  return path;
}

const readReport = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null);

async function vitest(root, name, projects, { env = {}, files = [] } = {}) {
  const report = reportPath(root, name);
  const program = join(root, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const chosen = projects.flatMap((project) => ["--project", project]);
  const args = [program, "run", ...files, ...chosen, ...reporters];
  // Test files share the machine with the step beside them.
  const { code, output } = await runNode(root, [...args, "--maxWorkers=2"], env);
  const found = readReport(report);
  const counts = {
    passed: found?.numPassedTests ?? 0,
    failed: found?.numFailedTests ?? 0,
    skipped: (found?.numPendingTests ?? 0) + (found?.numTodoTests ?? 0),
  };
  return { ...tally(counts, code), output };
}

/** How many ways of using the API the official client is driven through, at least. */
const SCENARIOS_MIN = 120;

async function officialClient(root) {
  const found = await vitest(root, "sdk", ["sdk"]);
  const scenarios = found.passed + found.failed;
  const said = `${scenarios} scenarios, ${found.failed} failures\n`;
  const isEnough = scenarios >= SCENARIOS_MIN;
  const output = `${found.output}${said}${isEnough ? "" : `At least ${SCENARIOS_MIN} are wanted.\n`}`;
  return { ...found, failed: found.failed + (isEnough ? 0 : 1), note: said.trim(), output };
}

async function playwright(root) {
  const report = reportPath(root, "e2e");
  const log = join(root, ".cache", "test", "e2e-product.log");
  const program = join(root, "node_modules", "@playwright", "test", "cli.js");
  const env = { E2E_REPORT: report, E2E_LOG: log };
  const { code, output } = await runNode(root, [program, "test"], env);
  const stats = readReport(report)?.stats;
  const counts = {
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    skipped: stats?.skipped ?? 0,
  };
  const said = code === 0 ? "" : `\nThe product's own words are in ${relative(root, log)}.\n`;
  return { ...tally(counts, code), output: output + said };
}

const DB = ["db", "db forms"];

/** What tests of a database copy is made once, and kept for this run in a folder of its own. */
async function withTemplates(root, env, work) {
  const folder = mkdtempSync(join(tmpdir(), "kassa-templates-"));
  const told = { ...env, TEST_TEMPLATES: folder };
  try {
    const tsx = ["--conditions=react-server", "--import", "tsx"];
    const prepared = await runNode(root, [...tsx, "tests/shop/make-templates.ts"], told);
    if (prepared.code === 0) return await work(told);
    return { passed: 0, failed: 1, skipped: 0, output: prepared.output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres(root) {
  let server;
  try {
    // Compiling a statement takes longer than running it over a few rows: the books' longest took 1.1 s, and takes 1 ms.
    server = await startPostgres(root, { set: ["jit=off"] });
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, output: `${error.message}\n` };
  }
  try {
    const env = { TEST_DATABASE: "postgres", TEST_DATABASE_URL: server.url };
    const run = (told) => vitest(root, "db-postgres", DB, { env: told });
    return { ...(await withTemplates(root, env, run)), note: server.version };
  } finally {
    await server.stop();
  }
}

/** Of each kind of statement a file or two: what the product's own start runs on must take them all. */
const EMBEDDED_SAMPLE = [
  ...["lib/db/", "lib/books/", "lib/payment-list/", "lib/reports/", "lib/webhooks/"],
  ...["lib/payments/pay-order", "lib/payments/prisma-payment-store", "tests/orders/"],
  ...["tests/api/callers", "tests/api/checkout"],
];

const onEmbedded = (root, files = []) =>
  withTemplates(root, { TEST_DATABASE: "embedded" }, (env) =>
    vitest(root, "db-embedded", DB, { env, files }),
  );

/** One of the project's own programs: its exit code is its verdict, its words are shown where it fails. */
const program = (root, file, args = []) => check(root, ["scripts/run.mjs", file, ...args]);

/** Fewer connections than the full size: on a busy machine they measure the machine. */
const RACE = ["--orders", "50", "--submits", "1000", "--connections", "48"];

/** Of each of the three providers: a thousand together. */
const STORM = ["--count", "334"];

/** Enough to see a scan where an index should be walked; the full size alone holds rendering to its bound. */
const ADMIN = ["--payments", "20000", "--rendered-ms", "300"];

async function types(root) {
  // A fresh clone lacks the declarations that Next writes beside its first build.
  if (!existsSync(join(root, "next-env.d.ts"))) {
    const made = await check(root, ["node_modules/next/dist/bin/next", "typegen"]);
    if (made.failed > 0) return made;
  }
  return check(root, ["node_modules/typescript/bin/tsc", "--noEmit"]);
}

/**
 * In the order in which they are begun. `slots` is how much of a two-core machine a step wants; `needs` names the steps
 * that must have passed; `quick` marks what `--quick` runs, `apart` the full size of a step, which runs by its group alone.
 */
export function stepsOf(root) {
  const step = (id, group, run, more = {}) => ({ id, group, run, slots: 1, needs: [], ...more });
  const quick = { quick: true };
  return [
    step("build", "build", () => check(root, ["scripts/test/build.mjs"])),
    step(
      "lint",
      "checks",
      () => check(root, ["node_modules/@biomejs/biome/bin/biome", "ci", ...plain]),
      quick,
    ),
    step("imports", "checks", () => check(root, ["scripts/test/imports.mjs"]), quick),
    step("files", "checks", () => check(root, ["scripts/test/files.mjs"]), quick),
    step("unit", "unit", () => vitest(root, "unit", ["unit"]), quick),
    step("db embedded", "db", () => onEmbedded(root, EMBEDDED_SAMPLE), quick),
    step("contract", "contract", () => vitest(root, "contract", ["contract"]), quick),
    step("db postgres", "db", () => onPostgres(root)),
    step("all embedded", "embedded", () => onEmbedded(root), { apart: true }),
    step("simulation", "proof", () =>
      program(root, "scripts/simulate/main.ts", ["--seeds", "2000"]),
    ),
    step("attributes", "proof", () => program(root, "scripts/proof/attributes.ts")),
    step("fuzz", "proof", () => program(root, "scripts/proof/fuzz.ts", ["--cases", "1500"])),
    step("mutants", "proof", () => program(root, "scripts/simulate/mutants.ts"), {
      needs: ["build"],
      slots: 2,
    }),
    step("race", "proof", () => program(root, "scripts/proof/race.ts", RACE), {
      needs: ["build"],
      slots: 2,
    }),
    step("chaos", "proof", () => program(root, "scripts/proof/chaos/main.ts", ["--rounds", "1"]), {
      needs: ["build"],
      slots: 2,
    }),
    step("webhooks", "proof", () => program(root, "scripts/proof/webhooks.ts", STORM), {
      needs: ["build"],
      slots: 2,
    }),
    step("admin lists", "proof", () => program(root, "scripts/proof/admin/main.ts", ADMIN), {
      needs: ["build"],
      slots: 2,
    }),
    step("sdk", "sdk", () => officialClient(root), { needs: ["build"], slots: 2 }),
    step("types", "checks", () => types(root), { ...quick, after: ["build"] }),
    step("e2e", "e2e", () => playwright(root), { needs: ["build"] }),
    // Alone on the machine: some of them measure.
    step("process", "process", () => vitest(root, "process", ["process"]), {
      needs: ["build"],
      slots: 2,
    }),
  ];
}

export const GROUPS = [
  "checks",
  "unit",
  "contract",
  "db",
  "embedded",
  "build",
  "proof",
  "sdk",
  "process",
  "e2e",
];
