import { test as base, expect } from "@playwright/test";
import { findCardNumbers } from "./card-numbers";
import { readEnvironment } from "./environment";
import { CardNumberRecorder } from "./recorder";

/** Plain Playwright: here a card number is sent to the shop on purpose. */
base.describe("the request recorder", () => {
  base(
    "sees a card number in an address, a header, a body and a cookie",
    async ({ context, page }) => {
      const { baseUrl } = readEnvironment().demo;
      const recorder = new CardNumberRecorder(baseUrl);
      recorder.watch(context);
      await page.goto("/sign-in");
      expect(await recorder.found(context)).toEqual([]);
      await page.evaluate(async () => {
        const number = "4242424242424242";
        await fetch(`/sign-in?card=${number}`);
        await fetch("/sign-in", { headers: { "x-card": "4000 0027 6000 3184" } });
        const body = new FormData();
        body.set("card", "3782 822463 10005");
        await fetch("/sign-in", { method: "POST", body });
      });
      await context.addCookies([{ name: "card", value: "5555555555554444", url: baseUrl }]);
      const found = await recorder.found(context);
      for (const place of ["URL", "headers", "body", "cookie"]) {
        expect(
          found.some((one) => one.includes(place)),
          place,
        ).toBe(true);
      }
      expect(found.join()).not.toContain("4242424242424242");
      expect(recorder.requestsCount).toBeGreaterThan(3);
    },
  );

  base("passes over what is no card number", async () => {
    for (const text of [
      "4242424242424241",
      "1795219679391",
      "order 10042",
      "0x4242",
      "+49 30 901820",
      "46693521-4242-4424-9242-4242a1b2c3d4",
      "40a4242424242424242bc",
    ]) {
      expect(findCardNumbers(text), text).toEqual([]);
    }
    for (const text of [
      "a=4242+4242+4242+4242",
      "%34242424242424242",
      "30569309025904",
      '{"number":"4242424242424242"}',
    ]) {
      expect(findCardNumbers(text), text).toHaveLength(1);
    }
  });
});
