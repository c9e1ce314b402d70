/** Scenarios of captures, voids, refunds and 3DS. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { ours, type Scenario, scenario } from "./checkout-com-scenario";
import { answerChallenge, ask, idOf, pay, refusal, until } from "./checkout-com-world";

const threeDs = {
  "3ds": { enabled: true },
  success_url: "https://shop.test/s?order=1",
  failure_url: "https://shop.test/f?a=b&c=%20d",
};
const UNKNOWN = "pay_aaaaaaaaaaaaaaaaaaaaaaaaaa";

export const actionScenarios: Scenario[] = [
  scenario("accepts a capture, then captures", async (world) => {
    const id = idOf(await pay(world));
    const accepted = await ask(world.sdk.payments.capture(id, { reference: "CAP-1" }));
    expect(accepted.action_id).toMatch(/^act_\w{26}$/);
    expect(accepted.reference).toBe("CAP-1");
    expect((await until(world, id, "Captured")).balances?.total_captured).toBe(6500);
    expect(await world.sdk.payments.getActions(id)).toHaveLength(2);
  }),
  scenario("captures in parts, the last one final", async (world) => {
    const id = idOf(await pay(world));
    await world.sdk.payments.capture(id, { amount: 1000, capture_type: "NonFinal" });
    const part = await until(world, id, "Partially Captured");
    expect(part.balances).toMatchObject({ total_captured: 1000, available_to_capture: 5500 });
    await world.sdk.payments.capture(id, { amount: 5500 });
    expect((await until(world, id, "Captured")).balances?.available_to_capture).toBe(0);
  }),
  scenario("releases what a final capture leaves", async (world) => {
    const id = idOf(await pay(world));
    await world.sdk.payments.capture(id, { amount: 1000 });
    const captured = await until(world, id, "Partially Captured");
    expect(captured.balances).toMatchObject({ total_captured: 1000, available_to_capture: 0 });
  }),
  scenario("refuses a capture above what is authorized", async (world) => {
    const id = idOf(await pay(world));
    expect((await refusal(world.sdk.payments.capture(id, { amount: 6501 }))).status).toBe(422);
  }),
  scenario("voids what was not captured, and nothing else", async (world) => {
    const id = idOf(await pay(world));
    await world.sdk.payments.void(id, { reference: "VOID-1" });
    expect((await until(world, id, "Voided")).balances?.total_voided).toBe(6500);
    expect((await refusal(world.sdk.payments.void(id))).status).toBe(403);
    expect((await refusal(world.sdk.payments.capture(id))).status).toBe(403);
  }),
  scenario("refunds in parts up to what was captured", async (world) => {
    const id = idOf(await pay(world, { capture: true }));
    await until(world, id, "Captured");
    await world.sdk.payments.refund(id, { amount: 500, reference: "REF-1" });
    await until(world, id, "Partially Refunded");
    expect((await refusal(world.sdk.payments.refund(id, { amount: 6001 }))).status).toBe(422);
    await world.sdk.payments.refund(id);
    expect((await until(world, id, "Refunded")).balances?.total_refunded).toBe(6500);
    expect((await refusal(world.sdk.payments.refund(id))).status).toBe(403);
  }),
  scenario("refuses actions in the wrong state with 403", async (world) => {
    const authorized = idOf(await pay(world));
    expect((await refusal(world.sdk.payments.refund(authorized))).status).toBe(403);
    const declined = idOf(await pay(world, { number: "4544249167673670" }));
    expect((await refusal(world.sdk.payments.capture(declined))).status).toBe(403);
    expect((await refusal(world.sdk.payments.void(declined))).status).toBe(403);
  }),
  scenario("answers 404 for an action on a payment that it does not know", async (world) => {
    expect((await refusal(world.sdk.payments.capture(UNKNOWN))).status).toBe(404);
    expect((await refusal(world.sdk.payments.void(UNKNOWN))).status).toBe(404);
    expect((await refusal(world.sdk.payments.refund(UNKNOWN))).status).toBe(404);
  }),
  scenario("repeats an accepted capture under its key and captures once", async (world) => {
    const id = idOf(await pay(world));
    const key = randomUUID();
    const body = { amount: 1000, capture_type: "NonFinal" };
    const first = await ask(world.sdk.payments.capture(id, body, key));
    const again = await ask(world.sdk.payments.capture(id, body, key));
    expect(again.action_id).toBe(first.action_id);
    expect((await until(world, id, "Partially Captured")).balances?.total_captured).toBe(1000);
  }),
  ours("decides a void against a capture that came first", async (world) => {
    const id = idOf(await pay(world));
    await world.sdk.payments.capture(id);
    await world.sdk.payments.void(id);
    const payment = await until(world, id, "Captured");
    expect(payment.balances).toMatchObject({ total_captured: 6500, total_voided: 0 });
  }),
  ours("expires an authorization that nobody captured", async (world) => {
    const id = idOf(await pay(world));
    await world.control("/clock", { advanceMs: 7 * 24 * 3_600_000 + 3_600_000 });
    await until(world, id, "Expired");
    expect((await refusal(world.sdk.payments.capture(id))).status).toBe(403);
  }),
  scenario("answers 202 with a redirect where 3DS is asked for", async (world) => {
    const payment = await pay(world, threeDs);
    expect(payment).toMatchObject({ status: "Pending" });
    expect(payment.redirectLink).toMatch(/^https?:/);
    const details = await ask(world.sdk.payments.get(idOf(payment)));
    expect(details).toMatchObject({ status: "Pending", approved: false });
    expect((await refusal(world.sdk.payments.capture(idOf(payment)))).status).toBe(403);
  }),
  ours("authorizes after a passed 3DS and comes back with the session's id", async (world) => {
    const payment = await pay(world, threeDs);
    const target = await answerChallenge(payment, "complete");
    expect(target.href).toContain("https://shop.test/s?order=1&cko-session-id=sid_");
    const session = target.searchParams.get("cko-session-id") ?? "";
    const details = await ask(world.sdk.payments.get(session));
    expect(details).toMatchObject({ id: payment.id, approved: true, status: "Authorized" });
    expect(await answerChallenge(payment, "fail")).toEqual(target);
  }),
  ours("declines after a failed 3DS with 20151 and keeps the query", async (world) => {
    const payment = await pay(world, threeDs);
    const target = await answerChallenge(payment, "fail");
    expect(target.href).toContain("https://shop.test/f?a=b&c=%20d&cko-session-id=sid_");
    const actions = await world.sdk.payments.getActions(idOf(payment));
    expect(actions).toMatchObject([{ approved: false, response_code: "20151" }]);
    expect(await ask(world.sdk.payments.get(idOf(payment)))).toMatchObject({ status: "Declined" });
  }),
  ours("cancels where the cardholder walks away", async (world) => {
    const payment = await pay(world, threeDs);
    expect((await answerChallenge(payment, "cancel")).pathname).toBe("/f");
    const details = await ask(world.sdk.payments.get(idOf(payment)));
    expect(details).toMatchObject({ status: "Canceled", approved: false });
  }),
  ours("applies the card's rule after a passed 3DS", async (world) => {
    const payment = await pay(world, { ...threeDs, number: "4544249167673670" });
    expect((await answerChallenge(payment, "complete")).pathname).toBe("/f");
    const actions = await world.sdk.payments.getActions(idOf(payment));
    expect(actions).toMatchObject([{ response_code: "20051" }]);
  }),
  ours("declines with 20152 what nobody answered in fifteen minutes", async (world) => {
    const payment = await pay(world, threeDs);
    await world.control("/clock", { advanceMs: 15 * 60_000 + 1 });
    await until(world, idOf(payment), "Declined");
    const actions = await world.sdk.payments.getActions(idOf(payment));
    expect(actions).toMatchObject([{ response_code: "20152" }]);
  }),
  ours("asks again with 3DS after a soft decline where that is allowed", async (world) => {
    const number = "4485040371536584";
    const declined = await pay(world, { number });
    expect(declined).toMatchObject({ approved: false, response_code: "20154" });
    const upgrade = { ...threeDs, "3ds": { enabled: false, allow_upgrade: true } };
    const payment = await pay(world, { number, ...upgrade });
    expect(payment.status).toBe("Pending");
    await answerChallenge(payment, "complete");
    expect(await ask(world.sdk.payments.get(idOf(payment)))).toMatchObject({ approved: true });
  }),
];
