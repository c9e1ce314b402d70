import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const run = promisify(execFile);

/** All samples of one kind as the page shows them, one below the other. */
async function shownSamples(page: Page, kind: "curl" | "script"): Promise<string> {
  await page.goto("/docs/first-payment");
  const texts = await page.locator(`[data-sample="${kind}"] pre`).allTextContents();
  expect(texts.length).toBeGreaterThan(5);
  return `${texts.join("\n")}\n`;
}

test.describe("the first payment, run exactly as it is shown", () => {
  const keysOf = (integration: { client_id: string; client_secret: string }) => ({
    ...process.env,
    CLIENT_ID: integration.client_id,
    CLIENT_SECRET: integration.client_secret,
  });

  test("is paid by curl", async ({ page, environment }) => {
    const samples = await shownSamples(page, "curl");
    const { stdout } = await run("bash", ["-euo", "pipefail", "-c", samples], {
      env: keysOf(environment.demo.integration),
    });
    expect(JSON.parse(stdout).data.attributes.payment_status).toBe("paid");
  });

  test("is paid by the official client", async ({ page, environment }) => {
    const samples = await shownSamples(page, "script");
    mkdirSync(".cache", { recursive: true }); // Inside of the project: the script needs its packages.
    const folder = mkdtempSync(join(".cache", "first-payment-"));
    try {
      const file = join(folder, "first-payment.mjs");
      writeFileSync(file, samples);
      const env = keysOf(environment.demo.integration);
      const { stdout } = await run(process.execPath, [file], { env });
      expect(stdout.trim()).toMatch(/^\d+ paid$/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

test.describe("the reference", () => {
  test("leads to a resource, its attributes and what they take", async ({ page }) => {
    await page.goto("/docs");
    const nav = page.getByRole("navigation", { name: "Reference" });
    await nav.getByRole("link", { name: "external_payments" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("external_payments");
    await expect(nav.getByRole("link", { name: "external_payments" })).toHaveAttribute(
      "aria-current",
      "page",
    );
    const row = page.locator("#payment_source_token");
    await expect(row).toContainText("required");
    await expect(row).toContainText("given on create");
    await expect(page.getByText("POST /api/external_payments").first()).toBeVisible();
  });

  test("shows on a phone where the resources are, by keyboard alone", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto("/docs/orders");
    const link = page.getByRole("link", { name: "Resources" });
    await link.focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/docs#resources$/);
    await expect(page.getByRole("heading", { name: "Resources" })).toBeInViewport();
  });

  test("has a page for every resource that is described", async ({ request }) => {
    const answer = await request.get("/api/openapi.json");
    expect(answer.status()).toBe(200);
    expect(answer.headers()["cache-control"]).toBe("public, max-age=300");
    const { openapi, tags } = await answer.json();
    expect(openapi).toBe("3.1.0");
    for (const { name } of tags) {
      const page = await request.get(`/docs/${name}`);
      expect(page.status(), name).toBe(200);
    }
    expect((await request.get("/docs/carts")).status()).toBe(404);
  });
});
