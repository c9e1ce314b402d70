// The browser of the end-to-end tests: the one named, the system's, Playwright's own, else the one from npm.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const NAMES = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"];
const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

function systemBrowser() {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin"];
  const paths = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...paths, ...APPLICATIONS].find((path) => existsSync(path)) ?? null;
}

function playwrightBrowser() {
  const require = createRequire(import.meta.url);
  const { chromium } = require("@playwright/test");
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

const starts = (path) => spawnSync(path, ["--version"], { stdio: "ignore" }).status === 0;

/**
 * The browser that an npm package carries, unpacked once into the project's cache, with the libraries and fonts that
 * a bare machine lacks.
 */
async function packagedBrowser() {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const {
    default: chromium,
    inflate,
    setupLambdaEnvironment,
  } = await import("@sparticuz/chromium");
  const temporary = process.env.TMPDIR;
  const folder = join(root, ".cache", "browser");
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder; // Where the package unpacks: /tmp may hold another user's copy.
  try {
    const path = await chromium.executablePath();
    if (!existsSync("/etc/fonts")) process.env.FONTCONFIG_PATH ??= join(folder, "fonts");
    if (!starts(path)) {
      const archive = "node_modules/@sparticuz/chromium/bin/al2023.tar.br";
      await inflate(join(root, archive));
      setupLambdaEnvironment(join(folder, "al2023", "lib"));
    }
    return starts(path) ? path : null;
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
}

/**
 * { path, source } of the browser to use. `KASSA_TEST_BROWSER=npm` passes over the system's and Playwright's.
 * Throws one sentence where there is none.
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return { path: named, source: "CHROMIUM_PATH" };
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  const onlyPackaged = process.env.KASSA_TEST_BROWSER === "npm";
  const system = onlyPackaged ? null : systemBrowser();
  if (system) return { path: system, source: "the system" };
  const own = onlyPackaged ? null : playwrightBrowser();
  if (own) return { path: own, source: "Playwright" };
  const packaged = await packagedBrowser();
  if (packaged) return { path: packaged, source: "npm" };
  throw new Error(
    "There is no browser for the end-to-end tests: run `npx playwright install chromium`, or set CHROMIUM_PATH to a Chrome or Chromium.",
  );
}
