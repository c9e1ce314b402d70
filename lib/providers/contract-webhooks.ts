/** The part of the provider contract that is about webhooks: only what is signed is read. */
import { describe, expect, it } from "vitest";
import type { ContractHarness, ContractPayment } from "./contract-payment";
import type { ReceivedWebhook } from "./contract-sandbox";
import type { RawWebhook } from "./provider-event";

type Harness<Config, Source> = () => ContractHarness<Config, Source>;
type Start<Config, Source> = () => ContractPayment<Config, Source>;

export function describeWebhooks<Config, Source>(
  harness: Harness<Config, Source>,
  start: Start<Config, Source>,
): void {
  describe("webhooks", () => {
    describeSignatures(harness, start);
    describeRegistration(harness, start);

    it("are no event when the body is something else", () => {
      for (const text of ["", "[]", "null", "{}", '{"id":1}', "\u00ff"]) {
        expect(harness().provider.readEvent(new TextEncoder().encode(text))).toBeNull();
      }
    });
  });
}

const raw = (received: ReceivedWebhook, over: Partial<RawWebhook> = {}): RawWebhook => ({
  ...received,
  receivedAt: new Date(),
  ...over,
});

/** One genuine webhook of a new payment, under a freshly registered secret. */
async function receive<Config, Source>(
  { webhooks, bench }: ContractHarness<Config, Source>,
  payment: ContractPayment<Config, Source>,
) {
  const receiver = await bench.openReceiver();
  try {
    const configs = await webhooks.register(receiver.url);
    const answer = await payment.authorize(webhooks.case, { config: configs.current });
    const reference = answer.ok ? answer.value.reference : null;
    if (reference === null) throw new Error("The payment has no reference.");
    const received = await receiver.until((text) => text.includes(reference));
    return { ...configs, received, reference };
  } finally {
    receiver.close();
  }
}

function describeSignatures<Config, Source>(
  harness: Harness<Config, Source>,
  start: Start<Config, Source>,
): void {
  const INVALID = { ok: false, error: { code: "signature_invalid" } };

  it("verify, name their payment and have an id of their own", async () => {
    const payment = start();
    const { received, reference, current } = await receive(harness(), payment);
    const { provider } = harness();
    const event = provider.parseWebhook(current, raw(received));
    expect(event).toMatchObject({ ok: true, value: { payment: { reference } } });
    if (!event.ok) return;
    expect(event.value.eventId).not.toBe("");
    expect(event.value.type).not.toBe("");
    expect([payment.ourReference, ""]).toContain(event.value.payment?.ourReference);
    expect(provider.readEvent(received.body)).toEqual(event.value);
  });

  it("verify under the secret before, while it is being replaced", async () => {
    const { received, rotated, foreign } = await receive(harness(), start());
    const { provider } = harness();
    expect(provider.parseWebhook(rotated, raw(received)).ok).toBe(true);
    expect(provider.parseWebhook(foreign, raw(received))).toEqual(INVALID);
  });

  it("are refused when a byte was changed, and when nobody signed", async () => {
    const { received, current } = await receive(harness(), start());
    const { provider } = harness();
    const body = Uint8Array.from(received.body);
    body[body.length - 2] = (body[body.length - 2] ?? 0) ^ 1;
    expect(provider.parseWebhook(current, raw(received, { body }))).toEqual(INVALID);
    const unsigned = raw(received, { headers: new Headers() });
    expect(provider.parseWebhook(current, unsigned)).toEqual({
      ok: false,
      error: { code: "signature_missing" },
    });
  });

  it("are refused when they are older than five minutes, where they carry a time", async () => {
    const { received, current } = await receive(harness(), start());
    const late = raw(received, { receivedAt: new Date(Date.now() + 301_000) });
    const verdict = harness().provider.parseWebhook(current, late);
    if (!harness().webhooks.timed) expect(verdict.ok).toBe(true);
    else expect(verdict).toEqual({ ok: false, error: { code: "timestamp_outside_tolerance" } });
  });
}

function describeRegistration<Config, Source>(
  harness: Harness<Config, Source>,
  start: Start<Config, Source>,
): void {
  it("are sent under one secret, though their address was registered twice", async () => {
    const { webhooks, provider, bench } = harness();
    const receiver = await bench.openReceiver();
    try {
      await webhooks.register(receiver.url);
      const { current } = await webhooks.register(receiver.url);
      const answer = await start().authorize(webhooks.case, { config: current });
      const reference = answer.ok ? answer.value.reference : null;
      await receiver.until((text) => text.includes(reference ?? "-"));
      await new Promise((resolve) => setTimeout(resolve, SECOND_DELIVERY_MS));
      expect(receiver.received.length).toBeGreaterThan(0);
      for (const one of receiver.received) {
        expect(provider.parseWebhook(current, raw(one)).ok).toBe(true);
      }
    } finally {
      receiver.close();
    }
  });
}

/** By then a second endpoint would have been told as well. */
const SECOND_DELIVERY_MS = 300;
