import { expect, test } from "./fixtures";
import { approvedAtStripe, PaymentPage, placedAtStripe } from "./pages/payment-page";

test.describe("a payment's actions", () => {
  test("an operator approves and captures a placed order, once for a double click", async ({
    page,
    api,
    sandbox,
    environment,
  }) => {
    const { order, paymentId } = await placedAtStripe({ api, sandbox });
    const payment = new PaymentPage(page);
    await payment.open(paymentId, environment.demo.operator);
    for (const name of ["Approve…", "Cancel order…", /^Re-check with Stripe/]) {
      await expect(payment.key(name)).toBeVisible();
    }
    await expect(payment.key(/^(Refund|Void|Capture)/)).toHaveCount(0);
    const dialog = await payment.ask("Approve and capture €65.00…");
    await expect(dialog).toContainText(/Held.*€65.00.*This capture.*−€65.00.*Still held.*€0.00/s);
    await dialog.getByRole("button", { name: "Approve and capture €65.00" }).dblclick();
    await expect(payment.toast).toContainText("€65.00 captured for order");
    await expect(payment.dialog).toHaveCount(0);
    await expect(payment.event("Capture asked for")).toContainText("€65.00");
    await expect(payment.event("Order approved")).toHaveCount(1);
    const captures = (await sandbox.book(order.id)).filter(({ kind }) => kind === "capture");
    expect(captures.map(({ amountMinor }) => amountMinor)).toEqual([6500]);
    expect(await api.order(order.id)).toMatchObject({ status: "approved", payment_status: "paid" });
    await payment.expectFoldEqual();
  });

  test("an owner approves, and captures a part; what cannot be read is said with an example", async ({
    page,
    api,
    sandbox,
    environment,
  }) => {
    const { order, paymentId } = await placedAtStripe({ api, sandbox });
    const payment = new PaymentPage(page);
    await payment.open(paymentId, environment.demo.admin);
    await (await payment.ask("Approve…")).getByRole("button", { name: "Approve" }).click();
    await expect(payment.toast).toContainText("approved");
    const dialog = await payment.ask("Capture €65.00…");
    const amount = dialog.getByLabel("Amount in EUR");
    await expect(amount).toHaveValue("65.00");
    await amount.fill("42,000");
    await dialog.getByRole("button", { name: "Capture" }).click();
    await expect(dialog).toContainText("Write all decimals, so that it cannot be misread");
    await amount.fill("65.01");
    await dialog.getByRole("button", { name: "Capture" }).click();
    await expect(dialog).toContainText("At most €65.00 is left");
    await amount.fill("42,00");
    await expect(dialog).toContainText(/This capture.*−€42.00.*Goes back to the card.*€23.00/s);
    await dialog.getByRole("button", { name: "Capture" }).click();
    await expect(payment.toast).toContainText("€42.00 captured");
    const captures = (await sandbox.book(order.id)).filter(({ kind }) => kind === "capture");
    expect(captures.map(({ amountMinor }) => amountMinor)).toEqual([4200]);
  });

  test("an operator refunds a part with a reason, and then the rest, which cancels the order", async ({
    page,
    api,
    sandbox,
    environment,
  }) => {
    const { order, paymentId } = await approvedAtStripe(
      { api, sandbox },
      { _approve_and_capture: true },
    );
    const payment = new PaymentPage(page);
    await payment.open(paymentId, environment.demo.operator);
    const dialog = await payment.ask("Refund…");
    await dialog.getByLabel("Amount in EUR").fill("14.00");
    await expect(dialog).toContainText(/Captured, kept.*€65.00.*−€14.00.*You keep.*€51.00/s);
    await dialog.getByLabel("Reason").fill("One mug arrived chipped");
    await dialog.getByRole("button", { name: "Refund", exact: true }).dblclick();
    await expect(payment.toast).toContainText("€14.00 refunded");
    await expect(payment.event("Refund asked for")).toContainText("“One mug arrived chipped”");
    const rest = await payment.ask("Refund…");
    await expect(rest.getByLabel("Amount in EUR")).toHaveValue("51.00");
    await rest.getByRole("button", { name: "Refund", exact: true }).click();
    await expect(payment.toast).toContainText("€51.00 refunded");
    await expect(payment.event("Order cancelled")).toHaveCount(1);
    const refunds = (await sandbox.book(order.id)).filter(({ kind }) => kind === "refund");
    expect(refunds.map(({ amountMinor }) => amountMinor)).toEqual([1400, 5100]);
    await expect(payment.key("Refund…")).toHaveCount(0);
    await payment.expectFoldEqual();
  });

  test("an operator lets held money go, and cancels a placed order", async ({
    page,
    api,
    sandbox,
    environment,
  }) => {
    const approved = await approvedAtStripe({ api, sandbox });
    const placed = await placedAtStripe({ api, sandbox });
    const payment = new PaymentPage(page);
    await payment.open(approved.paymentId, environment.demo.operator);
    const dialog = await payment.ask("Void €65.00…");
    await expect(dialog).toContainText(/Held.*€65.00.*Let go.*−€65.00.*Still held.*€0.00/s);
    await dialog.getByRole("button", { name: "Void €65.00" }).click();
    await expect(payment.toast).toContainText("€65.00 let go");
    await page.goto(`/admin/payments/${placed.paymentId}`);
    const cancel = await payment.ask("Cancel order…");
    await cancel.getByRole("button", { name: "Cancel the order" }).click();
    await expect(payment.toast).toContainText("cancelled");
    for (const { order } of [approved, placed]) {
      const book = (await sandbox.book(order.id)).map(({ kind }) => kind);
      expect(book).toEqual(["authorization", "void"]);
    }
    expect(await api.order(placed.order.id)).toMatchObject({ status: "cancelled" });
  });

  test("the provider is asked anew, and the timeline says by whom and that nothing changed", async ({
    page,
    api,
    sandbox,
    environment,
  }) => {
    const { paymentId } = await placedAtStripe({ api, sandbox });
    const payment = new PaymentPage(page);
    await payment.open(paymentId, environment.demo.operator);
    await (await payment.ask(/^Re-check/)).getByRole("button", { name: "Ask now" }).click();
    await expect(payment.toast).toContainText("nothing has changed");
    await expect(payment.event("Provider asked")).toContainText("nothing changed");
    await expect(payment.event("Provider asked")).not.toContainText("Somebody of the shop");
  });

  test("a stuck payment is marked by hand, with a note, after its gateway was asked", async ({
    page,
    api,
    sandbox,
    environment,
  }) => {
    const order = await api.createOrder();
    await sandbox.addFault(order.id, { provider: "external", kind: "webhook_drop", count: 10 });
    await page.goto(order.path);
    await page.getByRole("radio", { name: /^Northbank Pay/ }).check();
    await page.getByRole("textbox", { name: "Northbank code" }).fill("NB-LATER");
    await page.getByRole("button", { name: /^Pay / }).click();
    await expect(page.getByText("Do not pay again")).toBeVisible();
    const { id } = await api.paymentSource(order.id);
    const payment = new PaymentPage(page);
    await payment.open(id, environment.demo.operator);
    const dialog = await payment.ask("It did happen…");
    await dialog.getByRole("button", { name: "Mark as succeeded" }).click();
    await expect(dialog).toContainText("Write it down in a few words");
    await dialog.getByLabel("Where did you see it?").fill("In Northbank’s own list, as NB-77");
    await dialog.getByRole("button", { name: "Mark as succeeded" }).click();
    await expect(payment.event("marked as succeeded by hand")).toContainText("NB-77");
    expect(await api.order(order.id)).toMatchObject({ status: "placed" });
    await payment.expectFoldEqual();
  });

  test("an owner refunds, lets go, asks anew, cancels, and approves with the capture, too", async ({
    page,
    api,
    sandbox,
    environment,
  }) => {
    const sides = { api, sandbox };
    const captured = await approvedAtStripe(sides, { _approve_and_capture: true });
    const approved = await approvedAtStripe(sides);
    const [cancelled, placed] = [await placedAtStripe(sides), await placedAtStripe(sides)];
    const payment = new PaymentPage(page);
    await payment.open(captured.paymentId, environment.demo.admin);
    const act = async (ask: string | RegExp, key: string, done: string) => {
      const dialog = await payment.ask(ask);
      await dialog.getByRole("button", { name: key, exact: true }).click();
      await expect(payment.toast).toContainText(done);
    };
    await act("Refund…", "Refund", "€65.00 refunded");
    await page.goto(`/admin/payments/${approved.paymentId}`);
    await act("Void €65.00…", "Void €65.00", "€65.00 let go");
    await page.goto(`/admin/payments/${cancelled.paymentId}`);
    await act(/^Re-check/, "Ask now", "nothing has changed");
    await page.reload();
    await act("Cancel order…", "Cancel the order", "cancelled");
    await page.goto(`/admin/payments/${placed.paymentId}`);
    await act("Approve and capture €65.00…", "Approve and capture €65.00", "€65.00 captured");
    const books = [captured, approved, cancelled, placed].map(async ({ order }) =>
      (await sandbox.book(order.id)).map(({ kind }) => kind),
    );
    expect(await Promise.all(books)).toEqual([
      ["authorization", "capture", "refund"],
      ["authorization", "void"],
      ["authorization", "void"],
      ["authorization", "capture"],
    ]);
  });

  test("who may only look is offered nothing, and sees everything", async ({
    page,
    api,
    sandbox,
    environment,
  }) => {
    const { paymentId } = await placedAtStripe({ api, sandbox });
    const payment = new PaymentPage(page);
    await payment.open(paymentId, environment.demo.viewer);
    await expect(page.getByText("You may look: an owner or an operator acts.")).toBeVisible();
    await expect(payment.key(/^(Approve|Capture|Refund|Void|Cancel|Re-check)/)).toHaveCount(0);
    await payment.key("Fold again").click();
    await expect(page.getByText("Folded again: the same")).toBeVisible();
    await page.goto("/admin/payments/refund-limits");
    await expect(page.getByText("Only an owner may change this.")).toBeVisible();
    await expect(payment.key("Save the limit")).toHaveCount(0);
  });
});
