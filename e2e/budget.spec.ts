import { gzipSync } from "node:zlib";
import { expect, test } from "./fixtures";

const KIB = 1024;
const SCRIPTS_MAX_BYTES = 145 * KIB;

test("the payment step's JavaScript stays within its budget, gzipped", async ({
  page,
  openCheckout,
  checkout,
  environment,
}) => {
  const bodies = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => {
    const isOurs = response.url().startsWith(environment.demo.baseUrl);
    if (isOurs && response.request().resourceType() === "script") {
      bodies.set(response.url(), response.body());
    }
  });
  await openCheckout();
  await expect(checkout.pay).toBeVisible();
  await expect(checkout.cardFields("Stripe").getByLabel("Card number")).toBeVisible();
  await page.waitForLoadState("networkidle");
  const sizes = (await Promise.all(bodies.values())).map((body) => gzipSync(body).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  test.info().annotations.push({
    type: "measure",
    description: `${(total / KIB).toFixed(1)} KiB of scripts in ${sizes.length} files`,
  });
  expect(sizes.length).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(SCRIPTS_MAX_BYTES);
});
