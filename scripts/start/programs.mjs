// The project's own TypeScript programs, bundled: loading hundreds of small files through a compiler costs a start several
// seconds.
import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Where `npm start` finds them; the paths are the sources'. */
export const PROGRAMS = {
  database: "lib/db/embedded-server.ts",
  sandbox: "sandbox/main.ts",
  prepare: "scripts/prepare.ts",
};

export const programPath = (root, name) => join(root, ".cache", "programs", `${name}.mjs`);

/** Finds its files beside itself: bundled, it would look in the wrong folder. */
const EXTERNAL = ["@electric-sql/pglite", "@electric-sql/pglite-socket", "pg-native", "pino"];

/** A file that looks beside itself keeps looking beside its source. */
const keepPlace = {
  name: "keep-place",
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (path.includes("node_modules")) return null;
      const here = JSON.stringify(pathToFileURL(path).href);
      const contents = readFileSync(path, "utf8").replaceAll("import.meta.url", here);
      return { contents, loader: "ts" };
    });
  },
};

/** Bundles all programs. Throws where one does not compile, with the compiler's words on standard error. */
export async function bundlePrograms(root) {
  // tsx, which runs these programs unbundled, brings esbuild.
  const fromProject = createRequire(join(root, "package.json"));
  const fromTsx = createRequire(fromProject.resolve("tsx/package.json"));
  const { build, stop } = fromTsx("esbuild");
  const outdir = join(root, ".cache", "programs");
  rmSync(outdir, { recursive: true, force: true }); // The shared parts have other names each time.
  const entries = Object.entries(PROGRAMS).map(([name, path]) => [name, join(root, path)]);
  await build({
    entryPoints: Object.fromEntries(entries),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true, // What is imported later is a file of its own, and is not read before.
    platform: "node",
    format: "esm",
    target: "node20",
    // Files marked `server-only` load outside of Next's bundler under this condition.
    conditions: ["react-server"],
    external: EXTERNAL,
    plugins: [keepPlace],
    keepNames: true,
    logLevel: "warning",
    banner: {
      js: 'import { createRequire as kassaRequire } from "node:module"; const require = kassaRequire(import.meta.url);',
    },
  });
  await stop(); // Its service would wait for more work.
}
