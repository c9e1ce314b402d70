import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Totals } from "@/simulation/run-seeds";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** How one source file reads in a copy of the project; null: as it stands. */
export type Rewrite = { path: string; rewrite: (source: string) => string };

/**
 * Makes one file of everything that a simulation runs: loaded file by file through a compiler it would run half as fast.
 * Answers its path.
 */
export async function bundleWorker(name: string, change: Rewrite | null): Promise<string> {
  // tsx, which runs this program, brings esbuild.
  const fromProject = createRequire(join(root, "package.json"));
  const { build } = createRequire(fromProject.resolve("tsx/package.json"))("esbuild");
  const outfile = join(root, ".cache", "simulate", `${name}.mjs`);
  const changed = change && join(root, change.path);
  await build({
    entryPoints: [join(root, "scripts", "simulate", "worker.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    conditions: ["react-server"],
    alias: { "@": root },
    external: ["pino"],
    logLevel: "warning",
    sourcemap: "inline",
    plugins: change && changed ? [rewritePlugin(changed, change.rewrite)] : [],
  });
  return outfile;
}

type Build = {
  onLoad(
    options: { filter: RegExp },
    load: (file: { path: string }) => Promise<{ contents: string; loader: "ts" } | null>,
  ): void;
};

const rewritePlugin = (path: string, rewrite: Rewrite["rewrite"]) => ({
  name: "rewrite",
  setup(build: Build) {
    build.onLoad({ filter: /\.ts$/ }, async (file) => {
      if (file.path !== path) return null;
      const { readFile } = await import("node:fs/promises");
      return { contents: rewrite(await readFile(path, "utf8")), loader: "ts" };
    });
  },
});

/** Runs a share of seeds in a process of its own, with progress on the way. Ends with this process. */
export function runShare(
  program: string,
  share: { from: number; count: number; violationsMax: number },
  tell: (more: number) => void = () => {},
): Promise<Totals> {
  return new Promise((done, fail) => {
    const args = [share.from, share.count, share.violationsMax].map(String);
    const child = fork(program, args, { execArgv: ["--enable-source-maps"] });
    let told = 0;
    child.on("message", (message: { done?: number; totals?: Totals }) => {
      const reached = message.totals?.seeds ?? message.done ?? told;
      tell(reached - told);
      told = reached;
      if (message.totals) done(message.totals);
    });
    child.once("exit", (code) => fail(new Error(`A worker ended with code ${code}.`)));
  });
}
