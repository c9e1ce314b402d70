/** Charging cards: success, decline, 3DS, capture, cancel. */
import { expect } from "vitest";
import {
  CARDS_ONLY,
  HELD,
  RETURN_URL,
  refusal,
  sandboxScenario,
  scenario,
} from "./stripe-scenario";

const CHALLENGED = {
  ...HELD,
  automatic_payment_methods: { enabled: true },
  confirm: true,
  payment_method: "pm_card_authenticationRequired",
  return_url: RETURN_URL,
} as const;

export const cardScenarios = [
  scenario("charges a card at once", async (stripe) => {
    const intent = await stripe.paymentIntents.create({
      amount: 6500,
      currency: "EUR",
      confirm: true,
      payment_method: "pm_card_visa",
      automatic_payment_methods: CARDS_ONLY,
      metadata: { order: "A1" },
      expand: ["latest_charge", "payment_method"],
    });
    expect(intent).toMatchObject({
      status: "succeeded",
      amount_received: 6500,
      currency: "eur",
      capture_method: "automatic_async",
      metadata: { order: "A1" },
      latest_charge: { object: "charge", captured: true, paid: true, metadata: { order: "A1" } },
      payment_method: { type: "card", card: { last4: "4242", brand: "visa" } },
    });
  }),
  scenario("holds, then captures the whole", async (stripe) => {
    const held = await stripe.paymentIntents.create({
      ...HELD,
      confirm: true,
      payment_method: "pm_card_mastercard",
    });
    expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 6500 });
    const captured = await stripe.paymentIntents.capture(held.id);
    expect(captured).toMatchObject({
      status: "succeeded",
      amount_received: 6500,
      amount_capturable: 0,
    });
  }),
  scenario("captures a part and releases the rest", async (stripe) => {
    const held = await stripe.paymentIntents.create({
      ...HELD,
      confirm: true,
      payment_method: "pm_card_visa",
    });
    const captured = await stripe.paymentIntents.capture(held.id, {
      amount_to_capture: 2300,
      expand: ["latest_charge.balance_transaction"],
    });
    expect(captured).toMatchObject({ status: "succeeded", amount: 6500, amount_received: 2300 });
    expect(captured.latest_charge).toMatchObject({
      amount_captured: 2300,
      balance_transaction: { object: "balance_transaction" },
    });
    const again = await refusal(stripe.paymentIntents.capture(held.id));
    expect(again).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
  }),
  scenario("refuses to capture more than was held", async (stripe) => {
    const held = await stripe.paymentIntents.create({
      ...HELD,
      confirm: true,
      payment_method: "pm_card_visa",
    });
    const error = await refusal(
      stripe.paymentIntents.capture(held.id, { amount_to_capture: 6501 }),
    );
    expect(error).toMatchObject({ statusCode: 400, code: "amount_too_large" });
  }),
  scenario("cancels a held payment, once", async (stripe) => {
    const held = await stripe.paymentIntents.create({
      ...HELD,
      confirm: true,
      payment_method: "pm_card_visa",
    });
    const canceled = await stripe.paymentIntents.cancel(held.id, {
      cancellation_reason: "requested_by_customer",
    });
    expect(canceled).toMatchObject({
      status: "canceled",
      amount_capturable: 0,
      cancellation_reason: "requested_by_customer",
    });
    const again = await refusal(stripe.paymentIntents.cancel(held.id));
    expect(again).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
  }),
  ...[
    ["pm_card_chargeDeclined", "card_declined", "generic_decline"],
    ["pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"],
    ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc"],
    ["pm_card_chargeDeclinedProcessingError", "processing_error", "processing_error"],
  ].map(([card = "", code = "", declineCode = ""]) =>
    scenario(`declines ${card} with 402 and ${declineCode}`, async (stripe) => {
      const intent = await stripe.paymentIntents.create(HELD);
      const error = await refusal(
        stripe.paymentIntents.confirm(intent.id, { payment_method: card }),
      );
      expect(error).toMatchObject({ statusCode: 402, rawType: "card_error", code });
      expect(error.payment_intent).toMatchObject({ status: "requires_payment_method" });
      const after = await stripe.paymentIntents.retrieve(intent.id);
      expect(after).toMatchObject({
        status: "requires_payment_method",
        payment_method: null,
        last_payment_error: { code, decline_code: declineCode },
      });
    }),
  ),
  scenario("lets another card pay after a decline", async (stripe) => {
    const intent = await stripe.paymentIntents.create(HELD);
    const declined = { payment_method: "pm_card_chargeDeclined" };
    await refusal(stripe.paymentIntents.confirm(intent.id, declined));
    const paid = await stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" });
    expect(paid).toMatchObject({ status: "requires_capture", last_payment_error: null });
  }),
  scenario("asks for authentication with a redirect", async (stripe) => {
    const intent = await stripe.paymentIntents.create(CHALLENGED);
    expect(intent).toMatchObject({
      status: "requires_action",
      next_action: { type: "redirect_to_url", redirect_to_url: { return_url: RETURN_URL } },
    });
  }),
  scenario("answers authentication_required off-session", async (stripe) => {
    const { return_url: _none, ...rest } = CHALLENGED;
    const off = { ...rest, off_session: true } as const;
    const error = await refusal(stripe.paymentIntents.create(off));
    expect(error).toMatchObject({ statusCode: 402, code: "authentication_required" });
    expect(error.payment_intent).toMatchObject({ status: "requires_payment_method" });
  }),
  sandboxScenario("holds the money after a passed challenge", async (stripe, tools) => {
    const intent = await stripe.paymentIntents.create(CHALLENGED);
    const url = intent.next_action?.redirect_to_url?.url ?? "";
    const back = await tools.answerChallenge(url, "complete");
    expect(Object.fromEntries(back.searchParams)).toEqual({
      order: "1",
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: "succeeded",
    });
    const after = await stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
    expect(after).toMatchObject({ status: "requires_capture", next_action: null });
    expect(after.latest_charge).toMatchObject({
      payment_method_details: { card: { three_d_secure: { result: "authenticated" } } },
    });
    expect((await tools.answerChallenge(url, "fail")).href).toBe(back.href);
  }),
  sandboxScenario("asks for another card after a failed challenge", async (stripe, tools) => {
    const intent = await stripe.paymentIntents.create(CHALLENGED);
    const url = intent.next_action?.redirect_to_url?.url ?? "";
    const back = await tools.answerChallenge(url, "fail");
    expect(back.searchParams.get("redirect_status")).toBe("failed");
    const after = await stripe.paymentIntents.retrieve(intent.id);
    expect(after).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "payment_intent_authentication_failure" },
    });
  }),
  sandboxScenario("declines after a passed challenge", async (stripe, tools) => {
    const intent = await stripe.paymentIntents.create({
      ...CHALLENGED,
      payment_method: "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
    });
    const url = intent.next_action?.redirect_to_url?.url ?? "";
    const back = await tools.answerChallenge(url, "complete");
    expect(back.searchParams.get("redirect_status")).toBe("failed");
    const after = await stripe.paymentIntents.retrieve(intent.id);
    expect(after.last_payment_error).toMatchObject({ decline_code: "insufficient_funds" });
  }),
  sandboxScenario("ignores the challenge of a canceled payment", async (stripe, tools) => {
    const intent = await stripe.paymentIntents.create(CHALLENGED);
    await stripe.paymentIntents.cancel(intent.id);
    const url = intent.next_action?.redirect_to_url?.url ?? "";
    const back = await tools.answerChallenge(url, "complete");
    expect(back.searchParams.get("redirect_status")).toBe("failed");
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("canceled");
  }),
  sandboxScenario("lets a hold expire after seven days", async (stripe, tools) => {
    const held = await stripe.paymentIntents.create({
      ...HELD,
      confirm: true,
      payment_method: "pm_card_visa",
    });
    await tools.advanceClock(7 * 24 * 60 * 60 * 1000 + 1);
    const after = await stripe.paymentIntents.retrieve(held.id);
    expect(after).toMatchObject({ status: "canceled", cancellation_reason: "automatic" });
  }),
];
