import { related } from "./api";
import { CHECKOUT_COM, STRIPE } from "./cards";
import { expectNothingTaken, expectPaidOnce } from "./facts";
import { expect, test } from "./fixtures";

test.describe("through the API alone", () => {
  test("an external token pays and places an order", async ({ api, sandbox }) => {
    const order = await api.createOrder();
    await api.create({
      type: "external_payments",
      attributes: { payment_source_token: "NB-APPROVE" },
      relationships: { order: related("orders", order.id) },
    });
    await expectNothingTaken({ api, sandbox }, order);
    const placed = await api.update(order.id, { type: "orders", attributes: { _place: true } });
    expect(placed.attributes.status).toBe("placed");
    await expectPaidOnce({ api, sandbox }, order, { provider: "external" });
  });

  test("a Checkout.com token without 3DS places an order at once", async ({ api, sandbox }) => {
    const order = await api.createOrder();
    const token = await sandbox.createCardToken("checkout_com", CHECKOUT_COM.pays);
    await api.create({
      type: "checkout_com_payments",
      attributes: { token, payment_type: "token" },
      relationships: { order: related("orders", order.id) },
    });
    const placed = await api.update(order.id, { type: "orders", attributes: { _place: true } });
    expect(placed.attributes.status).toBe("placed");
    await expectPaidOnce({ api, sandbox }, order, { provider: "checkout_com" });
  });

  test("Checkout.com's 3DS is passed at the redirect_uri, and the return places the order", async ({
    page,
    bank,
    confirmation,
    api,
    sandbox,
  }) => {
    const order = await api.createOrder();
    const token = await sandbox.createCardToken("checkout_com", CHECKOUT_COM.asksTheBank);
    await api.create({
      type: "checkout_com_payments",
      attributes: { token },
      relationships: { order: related("orders", order.id) },
    });
    const placing = await api.update(order.id, { type: "orders", attributes: { _place: true } });
    expect(placing.attributes.status).toBe("placing");
    const source = await api.paymentSource(order.id);
    await page.goto(String(source.attributes.redirect_uri));
    await bank.answer("Complete");
    await expect(page).toHaveURL(/\/confirmation$/);
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider: "checkout_com" });
  });

  test("a card kept at Stripe: the order waits for 3DS, and the return places it", async ({
    page,
    bank,
    confirmation,
    api,
    sandbox,
  }) => {
    const order = await api.createOrder();
    const card = await sandbox.createPaymentMethod(STRIPE.asksTheBank);
    await api.create({
      type: "stripe_payments",
      attributes: { options: { payment_method: card } },
      relationships: { order: related("orders", order.id) },
    });
    const placing = await api.update(order.id, { type: "orders", attributes: { _place: true } });
    expect(placing.attributes.status).toBe("placing");
    const { stripe_id: id, client_secret: secret } = (await api.paymentSource(order.id)).attributes;
    await page.goto(String(await sandbox.findBankUrl({ id: String(id), secret: String(secret) })));
    await bank.answer("Complete");
    await expect(page).toHaveURL(/\/confirmation$/);
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider: "stripe" });
  });

  test("Stripe's intent is confirmed in the browser, 3DS included, and then placed", async ({
    page,
    bank,
    confirmation,
    api,
    sandbox,
  }) => {
    const order = await api.createOrder();
    const source = await api.create({
      type: "stripe_payments",
      relationships: { order: related("orders", order.id) },
    });
    const { stripe_id: id, client_secret: secret, return_url: returnUrl } = source.attributes;
    expect(id).toMatch(/^pi_/);
    const bankUrl = await sandbox.confirmIntent({
      id: String(id),
      secret: String(secret),
      cardNumber: STRIPE.asksTheBank,
      returnUrl: String(returnUrl),
    });
    await page.goto(String(bankUrl));
    await bank.answer("Complete");
    await expect.poll(async () => (await api.order(order.id)).payment_status).toBe("authorized");
    const placed = await api.update(order.id, { type: "orders", attributes: { _place: true } });
    expect(placed.attributes.status).toBe("placed");
    await page.goto(order.path);
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider: "stripe" });
  });

  test("Stripe's webhook alone tells of a card that was confirmed in a browser", async ({
    api,
    sandbox,
    environment,
  }) => {
    const order = await api.createOrder();
    const source = await api.create({
      type: "stripe_payments",
      relationships: { order: related("orders", order.id) },
    });
    const bankUrl = await sandbox.confirmIntent({
      id: String(source.attributes.stripe_id),
      secret: String(source.attributes.client_secret),
      cardNumber: STRIPE.pays,
      returnUrl: `${environment.demo.baseUrl}/thankyou`,
    });
    expect(bankUrl).toBeNull();
    await expect.poll(async () => (await api.order(order.id)).payment_status).toBe("authorized");
    await api.update(order.id, { type: "orders", attributes: { _place: true } });
    await expectPaidOnce({ api, sandbox }, order, { provider: "stripe" });
  });
});
