import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";

const tokenWith = async (page: Page, baseUrl: string, given: Record<string, string>) => {
  const data = { grant_type: "client_credentials", ...given };
  const answer = await page.request.post(`${baseUrl}/oauth/token`, { data });
  return { status: answer.status(), body: await answer.json() };
};

const readsMarkets = async (page: Page, baseUrl: string, token: string) => {
  const headers = { authorization: `Bearer ${token}`, accept: "application/vnd.api+json" };
  return (await page.request.get(`${baseUrl}/api/markets`, { headers })).status();
};

/** A system of the merchant's: says yes, and remembers what it was told. */
async function openReceiver() {
  const told: { topic: string | undefined; signature: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const { "x-commercelayer-topic": topic, "x-commercelayer-signature": signature } =
      request.headers;
    told.push({ topic: topic?.toString(), signature: signature?.toString() });
    request.resume();
    request.on("end", () => response.writeHead(200).end("thanks"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { told, url: `http://127.0.0.1:${port}/kassa`, close: () => server.close() };
}

test.describe("developers", () => {
  test("credentials are made, work, lose their tokens with a new secret, and are switched off", async ({
    page,
    environment,
  }) => {
    const { baseUrl } = environment.demo;
    const admin = new AdminPage(page);
    await admin.open("/admin/developers", environment.demo.admin);
    await page.getByRole("button", { name: "New credentials…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Make credentials" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Give it a name, like Storefront");
    const name = `Warehouse ${test.info().workerIndex} ${Date.now()}`;
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByLabel(/^Sites/).fill("http://shop.example");
    await dialog.getByRole("button", { name: "Make credentials" }).click();
    await expect(dialog.getByRole("alert")).toContainText("not http://shop.example");
    await dialog.getByLabel(/^Sites/).fill("https://shop.example");
    await dialog.getByRole("button", { name: "Make credentials" }).click();
    const shown = String(await page.getByText(/client_secret /).textContent());
    const [, clientId = "", secret = ""] =
      /client_id (\S+)\s+client_secret (\S+)/.exec(shown) ?? [];
    const given = { client_id: clientId, client_secret: secret };
    const first = await tokenWith(page, baseUrl, given);
    expect(first.status).toBe(200);
    expect(await readsMarkets(page, baseUrl, first.body.access_token)).toBe(200);

    const item = page.getByRole("listitem").filter({ hasText: name });
    await expect(item).toContainText("Sites: https://shop.example");
    await item.getByRole("button", { name: "New secret…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Make a new secret" }).click();
    await expect(page.getByText("The old secret and its tokens have ended")).toBeVisible();
    expect(await readsMarkets(page, baseUrl, first.body.access_token)).toBe(401);
    expect((await tokenWith(page, baseUrl, given)).status).toBe(401);

    await item.getByRole("button", { name: "Switch off…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Switch off" }).click();
    await expect(item.getByText("Switched off", { exact: true })).toBeVisible();
    await item.getByRole("button", { name: "Switch on…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Switch on" }).click();
    await expect(item.getByText("Switched off", { exact: true })).toHaveCount(0);
  });

  test("a webhook is made, told, changed, sent again, switched off and deleted", async ({
    page,
    openCheckout,
    checkout,
    confirmation,
    environment,
  }) => {
    const receiver = await openReceiver();
    const admin = new AdminPage(page);
    await admin.open("/admin/developers", environment.demo.admin);
    await page.getByRole("button", { name: "New webhook…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Address").fill("nowhere");
    await dialog.getByRole("button", { name: "Make the webhook" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Give an address");
    const name = `Books ${Date.now()}`;
    await dialog.getByLabel(/^Name/).fill(name);
    await dialog.getByLabel("Told of").selectOption("orders.place");
    await dialog.getByLabel("Address").fill(receiver.url);
    await dialog.getByRole("button", { name: "Make the webhook" }).click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
    const path = new URL(page.url()).pathname;

    await openCheckout();
    await checkout.payByCode("NB-APPROVE");
    await confirmation.expectThanks();
    await page.goto(path);
    const deliveries = page.getByRole("region", { name: "Deliveries" });
    await expect(async () => {
      await page.reload();
      await expect(deliveries.getByText("Delivered").first()).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(deliveries).toContainText("the receiver said: 200");
    const newest = deliveries.getByRole("listitem").first();
    await newest.getByText("What was sent").click();
    await expect(newest.getByText("orders.place").last()).toBeVisible();
    const before = receiver.told.length;
    await deliveries.getByRole("button", { name: "Send again…" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Send it again" }).click();
    await expect(page.getByText("It is sent again in a moment")).toBeVisible();
    await expect.poll(() => receiver.told.length).toBeGreaterThan(before);

    await page.getByRole("button", { name: "New secret…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Make a new secret" }).click();
    await expect(page.getByText("It is not shown again", { exact: false })).toBeVisible();
    await page.getByRole("button", { name: "Change…" }).click();
    await page.getByRole("dialog").getByLabel("Told of").selectOption("orders.cancel");
    await page.getByRole("dialog").getByRole("button", { name: "Keep the changes" }).click();
    await expect(page.getByRole("region", { name: "Set-up" })).toContainText("orders.cancel");
    await page.getByRole("button", { name: "Switch off…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Switch off" }).click();
    await expect(page.getByText("Switched off", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Delete…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete it" }).click();
    await expect(page.getByRole("heading", { name: "Developers" })).toBeVisible();
    await expect(page.getByRole("link", { name })).toHaveCount(0);
    receiver.close();
  });

  test("operators look at incoming webhooks anew and send again; viewers look", async ({
    page,
    openCheckout,
    checkout,
    confirmation,
    environment,
  }) => {
    await openCheckout();
    await checkout.payByCode("NB-PENDING");
    await confirmation.expectThanks();
    const admin = new AdminPage(page);
    await admin.open("/admin/developers/incoming", environment.demo.operator);
    const events = page.getByRole("region", { name: "Incoming webhooks, newest first" });
    await expect(async () => {
      await page.reload();
      await expect(events.getByText(/Changed something|Nothing changed/).first()).toBeVisible({
        timeout: 500,
      });
    }).toPass();
    await events.getByRole("button", { name: "Look again…" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Look at it again" }).click();
    await expect(page.getByText("It is looked at again in a moment")).toBeVisible();
    await page.goto("/admin/developers");
    await expect(page.getByText("Owners make credentials and webhooks.")).toBeVisible();
    await expect(page.getByRole("button", { name: "New credentials…" })).toHaveCount(0);

    await page.context().clearCookies();
    await admin.open("/admin/developers/incoming", environment.demo.viewer);
    await expect(events).toBeVisible();
    await expect(page.getByRole("button", { name: "Look again…" })).toHaveCount(0);
  });
});
