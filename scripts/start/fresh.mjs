// What `npm start` and `npm test` make before anything runs: packages, the Prisma client, the build. Each is made
// again only when what it was made from has changed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { isDirectoryInUse, lockDirectory } from "../../lib/db/embedded-lock.mjs";
import { bundlePrograms, PROGRAMS, programPath } from "./programs.mjs";
import { Complaint } from "./settings.mjs";

const WAIT_FOR_OTHERS_MS = 300_000;
/** Folders that neither the app nor the programs are made from. Dot-folders (builds, data) are not either. */
const NEITHER = ["node_modules", "generated", "e2e", "docs", "simulation", "tests"];
const NOT_SOURCES = new Set([...NEITHER, "sandbox", "scripts"]);
const NOT_PROGRAMS = new Set([...NEITHER, "app", "components", "public", "scripts/test"]);
// Next itself may rewrite its types file and tsconfig.json while it builds.
const NOT_BUILT = /(\.test\.tsx?|\.tsbuildinfo|\.md|next-env\.d\.ts|^tsconfig\.json)$/;
/** Beside the folders stand code and settings; a log that somebody keeps there is made into nothing. */
const AT_THE_TOP = /\.([cm]?[jt]s|json)$/;

const readText = (path) => (existsSync(path) ? readFileSync(path, "utf8") : null);

function* filesUnder(directory, skip) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (skip(entry, path)) continue;
    if (entry.isDirectory()) yield* filesUnder(path, skip);
    else if (entry.isFile()) yield path;
  }
}

/** Of what was read once in this process: the app and the programs share most of their sources. */
const digests = new Map();

function digestOf(path) {
  const known = digests.get(path);
  if (known) return known;
  const digest = createHash("sha1").update(readFileSync(path)).digest("hex");
  digests.set(path, digest);
  return digest;
}

function hashOf(root, paths, salt = "") {
  const hash = createHash("sha256").update(salt);
  for (const path of [...paths].sort()) hash.update(`${relative(root, path)} ${digestOf(path)}\n`);
  return hash.digest("hex");
}

/** Runs a program to its end with its output shown; throws a `Complaint` where it fails. */
export function run(command, args, { cwd, env = process.env, quiet = false, what }) {
  return new Promise((done, fail) => {
    const stdio = ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"];
    const child = spawn(command, args, { cwd, env, stdio });
    const output = [];
    child.stdout?.on("data", (chunk) => output.push(chunk));
    child.stderr?.on("data", (chunk) => output.push(chunk));
    child.once("error", (error) => fail(new Complaint(`${what} failed: ${error.message}`)));
    child.once("exit", (code) => {
      if (code === 0) return done();
      process.stderr.write(Buffer.concat(output));
      fail(new Complaint(`${what} failed; its own words are above.`));
    });
  });
}

/** One start or test at a time makes things; others wait for it and find them made. */
async function alone(root, say, work) {
  const deadline = performance.now() + WAIT_FOR_OTHERS_MS;
  for (let told = false; ; told = true) {
    try {
      const unlock = lockDirectory(join(root, ".cache"), "making.lock");
      try {
        return await work();
      } finally {
        unlock();
      }
    } catch (error) {
      if (!isDirectoryInUse(error) || performance.now() > deadline) throw error;
      if (!told) say("Waiting for another Kassa command in this folder to finish building …");
      await new Promise((done) => setTimeout(done, 200));
    }
  }
}

const lockHash = (root) => digestOf(join(root, "package-lock.json"));

export function isInstalled(root) {
  const stamp = readText(join(root, "node_modules", ".kassa-installed"));
  if (stamp !== null) return stamp === lockHash(root);
  const record = join(root, "node_modules", ".package-lock.json"); // npm's own, written last
  if (!existsSync(record)) return false;
  return statSync(record).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs;
}

async function install(root, say) {
  if (isInstalled(root)) return;
  say("Installing packages (about half a minute) …");
  // `--include=dev`: the build and Prisma's generator are among them, whatever NODE_ENV says.
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  await run("npm", args, { cwd: root, what: "npm ci" });
  writeFileSync(join(root, "node_modules", ".kassa-installed"), lockHash(root));
}

function generateHash(root) {
  const prisma = readText(join(root, "node_modules", "prisma", "package.json")) ?? "";
  const schema = filesUnder(join(root, "prisma", "schema"), () => false);
  return hashOf(root, schema, prisma);
}

async function generate(root, say) {
  const stamp = join(root, ".cache", "generated");
  const hash = generateHash(root);
  const made = existsSync(join(root, "generated", "prisma", "client.ts"));
  if (made && readText(stamp) === hash) return;
  say("Generating the database client …");
  const args = [join(root, "scripts", "prisma.mjs"), "generate"];
  await run(process.execPath, args, { cwd: root, quiet: true, what: "prisma generate" });
  writeFileSync(stamp, hash);
}

/** Says what the app (or the programs, which leave other folders out) is made from: another hash, made again. */
export function sourcesHash(root, dataDirectory, notSources = NOT_SOURCES) {
  const skip = (entry, path) => {
    if (entry.name.startsWith(".") || path === dataDirectory || NOT_BUILT.test(entry.name)) {
      return true;
    }
    const name = relative(root, path);
    if (entry.isDirectory()) return notSources.has(name);
    return name === entry.name && !AT_THE_TOP.test(name);
  };
  return hashOf(root, filesUnder(root, skip), process.versions.modules);
}

async function bundle(root, { dataDirectory }, say) {
  const stamp = join(root, ".cache", "programs", "made-from");
  const hash = sourcesHash(root, dataDirectory, NOT_PROGRAMS);
  const names = Object.keys(PROGRAMS);
  if (readText(stamp) === hash && names.every((name) => existsSync(programPath(root, name))))
    return;
  say("Bundling the sandbox and the database programs …");
  try {
    await bundlePrograms(root);
  } catch {
    throw new Complaint("The programs could not be bundled; the compiler's words are above.");
  }
  writeFileSync(stamp, hash);
}

async function build(root, { dataDirectory, distDirectory }, say) {
  const stamp = join(distDirectory, "kassa-build");
  const hash = sourcesHash(root, dataDirectory);
  if (existsSync(join(distDirectory, "BUILD_ID")) && readText(stamp) === hash) return;
  say("Building the app (about half a minute) …");
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const env = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_DIST_DIR: relative(root, distDirectory),
  };
  const types = join(root, "tsconfig.json");
  const written = readText(types);
  await run(process.execPath, [next, "build"], { cwd: root, env, quiet: true, what: "next build" });
  // Next adds a folder that is new to it there: a person's file is not a build's to change.
  if (written !== null && readText(types) !== written) writeFileSync(types, written);
  mkdirSync(distDirectory, { recursive: true });
  writeFileSync(stamp, hash);
}

/** Packages and the database client, made where they are stale. */
export async function makePackages(root, say) {
  await alone(root, say, async () => {
    await install(root, say);
    await generate(root, say);
  });
}

/** Everything that `npm start` needs, made where it is stale. */
export async function makeAll(root, directories, say) {
  await alone(root, say, async () => {
    await install(root, say);
    await generate(root, say);
    await bundle(root, directories, say);
    await build(root, directories, say);
  });
}
