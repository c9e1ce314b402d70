/**
 * Pictures of every page of a running product, at two widths, light and dark:
 * `DATA_DIR=.data node scripts/run.mjs e2e/screenshots.ts http://localhost:3000 pictures [page …]`.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page, request } from "@playwright/test";
import { findBrowser } from "../scripts/test/browser.mjs";
import { Api } from "./api";
import { type Environment, readEnvironment } from "./environment";
import type { PageState } from "./pages/reach";
import { PAGE_STATES } from "./pages/states";
import { Sandbox } from "./sandbox";

const WIDTHS = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
] as const;
const THEMES = ["light", "dark"] as const;

/** How long a frame of another origin takes to be painted, by another process, after its page has changed. */
const PAINTS_WITHIN_MS = 300;

/** The whole page stands in the window: frames out of sight are not painted. */
async function showWhole(page: Page, viewport: (typeof WIDTHS)[number]): Promise<void> {
  await page.setViewportSize(viewport);
  const height = await page.evaluate(async () => {
    await document.fonts.ready;
    return document.documentElement.scrollHeight;
  });
  await page.setViewportSize({ ...viewport, height: Math.max(viewport.height, height) });
}

async function takePictures(page: Page, name: string, directory: string): Promise<void> {
  for (const viewport of WIDTHS) {
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await showWhole(page, viewport);
      await page.waitForTimeout(PAINTS_WITHIN_MS);
      const path = join(directory, `${name}-${viewport.width}-${colorScheme}.png`);
      await page.screenshot({ path, animations: "disabled" });
    }
  }
}

async function takeAll(environment: Environment, directory: string, states: readonly PageState[]) {
  const { path: executablePath } = await findBrowser();
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const http = await request.newContext();
  const world = {
    environment,
    api: await Api.signIn(http, environment.demo),
    sandbox: new Sandbox(http, environment),
  };
  try {
    for (const state of states) {
      const baseURL = environment.demo.baseUrl;
      const context = await browser.newContext({ baseURL, viewport: WIDTHS[0] });
      const page = await context.newPage();
      await state.reach({ page, ...world });
      await takePictures(page, state.name, directory);
      await context.close();
      console.log(state.name);
    }
  } finally {
    await http.dispose();
    await browser.close();
  }
}

const [baseUrl, directory, ...names] = process.argv.slice(2);
if (baseUrl === undefined || directory === undefined) {
  console.error("Say where the product runs and where the pictures go: <baseUrl> <directory>.");
  process.exit(1);
}
process.env.E2E_DATA_DIR ??= process.env.DATA_DIR ?? ".data";
const environment = readEnvironment();
mkdirSync(directory, { recursive: true });
await takeAll(
  { ...environment, demo: { ...environment.demo, baseUrl } },
  directory,
  PAGE_STATES.filter(({ name }) => names.length === 0 || names.includes(name)),
);
