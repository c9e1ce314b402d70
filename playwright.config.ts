import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./scripts/test/browser.mjs";

/** The product is started by the global setup, on ports and data of its own; its facts are in `E2E_DATA_DIR`/demo.json. */
const browser = await findBrowser();

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  globalSetup: "./scripts/test/e2e-setup.ts",
  workers: Number(process.env.E2E_WORKERS ?? 2),
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // A test that fails once and then passes has found something: it is not repeated.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.E2E_REPORT
    ? [["json", { outputFile: process.env.E2E_REPORT }], ["line"]]
    : "list",
  use: {
    ...devices["Desktop Chrome"],
    // The setup runs before the workers, which inherit what it sets and read this file again.
    baseURL: process.env.E2E_BASE_URL ?? "http://localhost:3000",
    // Without a film of every test: it costs a third of the run.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: browser.path,
      args: [
        "--no-sandbox", // Chromium refuses to run as root with it.
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
