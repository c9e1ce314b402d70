import { resolve } from "node:path";
import { CHECKOUT_COM } from "./cards";
import { expect, test } from "./fixtures";
import { PaymentPage } from "./pages/payment-page";

const PICTURE = resolve(import.meta.dirname, "../docs/pictures/timeline.png");

test("the timeline explains a payment that met everything, and folds to what is stored", async ({
  page,
  openCheckout,
  checkout,
  bank,
  confirmation,
  api,
  environment,
}) => {
  test.setTimeout(120_000);
  const order = await openCheckout();
  await checkout.payByCard("Checkout.com", CHECKOUT_COM.lowFunds);
  await bank.answer("Complete");
  await checkout.expectErrors("Your bank said no to this card");
  await checkout.payByCard("Checkout.com", CHECKOUT_COM.asksTheBank);
  await bank.expectQuestion();
  await bank.chooseWebhook("Twice");
  await bank.answer("Complete");
  await confirmation.expectThanks();
  const { id } = await api.paymentSource(order.id);
  const payment = new PaymentPage(page);
  await payment.open(id, environment.demo.operator);
  const reads = async (text: string | RegExp) =>
    expect(async () => {
      await page.reload();
      await expect(payment.event(text).first()).toBeVisible({ timeout: 1_000 });
    }).toPass();

  await (await payment.ask("Approve…")).getByRole("button", { name: "Approve" }).click();
  const capture = await payment.ask("Capture €65.00…");
  await capture.getByLabel("Amount in EUR").fill("42.00");
  await capture.getByRole("button", { name: "Capture" }).click();
  await expect(payment.dialog).toHaveCount(0);
  await reads(/^(?=.*Captured)(?=.*€42.00)/s);
  const refund = await payment.ask("Refund…");
  await refund.getByLabel("Amount in EUR").fill("14.00");
  await refund.getByLabel("Reason").fill("One mug arrived chipped");
  await refund.getByRole("button", { name: "Refund", exact: true }).click();
  await expect(payment.dialog).toHaveCount(0);
  await reads(/^(?=.*Refunded)(?=.*−€14.00)/s);
  await reads("1 copy of it came too: nothing changed");

  await expect(payment.event("Declined: insufficient funds")).toContainText(
    "the shopper read “There is not enough money on the card ending 3670.",
  );
  await expect(payment.event("Bank asks the shopper").first()).toBeVisible();
  await expect(payment.event("Refund asked for")).toContainText("“One mug arrived chipped”");
  await expect(payment.event("Webhook applied").first()).toBeVisible();
  await payment.expectFoldEqual();
  const asked = payment.event("Capture pending");
  await asked.getByText("Request and answer").click();
  await expect(asked.locator(".wire")).toContainText(/POST.*captures.*202/s);

  // By keyboard, back to the moment at which the part was captured.
  const slider = page.getByRole("slider");
  await slider.focus();
  const at = page.locator(".tl .is-at");
  for (let steps = 0; steps < 30; steps++) {
    await page.keyboard.press("ArrowLeft");
    if (/^\d\d:\d\d:\d\dCaptured/.test((await at.textContent()) ?? "")) break;
  }
  await expect(at).toContainText("Captured");
  const then = payment.timeline.locator(".scrub");
  await expect(then).toContainText(/Partly paid.*Captured €42.00.*Refunded €0.00/s);
  await expect(page.locator(".tl .is-later").first()).toBeVisible();
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  if (process.env.KASSA_TEST_PICTURES === "1") {
    await page.getByRole("main").screenshot({ path: PICTURE });
  }
  await page.keyboard.press("End");
  await expect(then).toContainText(/Partly refunded.*Refunded €14.00/s);
});
