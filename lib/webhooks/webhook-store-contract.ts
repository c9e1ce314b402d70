// What every inbox keeps: run by the one on PostgreSQL and by the one of the simulation.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WebhookStore } from "./store";

export type InboxUnderTest = {
  store: WebhookStore;
  /** Two gateways that exist. */
  gatewayIds: readonly [string, string];
  close(): Promise<void>;
};

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, seconds));
let counted = 0;

const newEvent = (gatewayId: string) => ({
  gatewayId,
  eventId: `evt_${++counted}`,
  type: "payment_captured",
  body: new TextEncoder().encode('{"id":1}'),
  paymentReference: "pay_1",
  ourReference: "Order-1",
  receivedAt: at(0),
});

const done = { outcome: "applied", appliedAt: at(1), nextAttemptAt: null };

export function webhookStoreContract(name: string, open: () => Promise<InboxUnderTest>): void {
  describe(`the inbox ${name}`, () => {
    let given: InboxUnderTest;
    beforeAll(async () => {
      given = await open();
    });
    afterAll(() => given?.close());

    recording(() => given);
    claiming(() => given);
  });
}

function recording(opened: () => InboxUnderTest): void {
  it("keeps an event once, whatever its copies bring, and one for each gateway", async () => {
    const [first, second] = opened().gatewayIds;
    const event = newEvent(first);
    expect(await opened().store.record(event, at(1))).toBe("new");
    expect(await opened().store.record({ ...event, type: "other" }, at(1))).toBe("duplicate");
    expect(await opened().store.record({ ...event, gatewayId: second }, null)).toBe("new");
    const kept = await opened().store.find(first, event.eventId);
    expect(kept).toMatchObject({
      type: "payment_captured",
      attempts: 1,
      ourReference: "Order-1",
    });
    expect(new TextDecoder().decode(kept?.body)).toBe('{"id":1}');
    expect(await opened().store.find(first, "none")).toBeNull();
  });

  it("keeps one of many that come at once", async () => {
    const event = newEvent(opened().gatewayIds[0]);
    const all = await Promise.all(
      Array.from({ length: 8 }, () => opened().store.record(event, null)),
    );
    expect(all.filter((each) => each === "new")).toHaveLength(1);
  });
}

function claiming(opened: () => InboxUnderTest): void {
  const claim = async (seconds: number, more: { limit?: number; isStart?: boolean } = {}) => {
    const lease = { now: at(seconds), leaseUntil: at(seconds + 30) };
    return opened().store.claim({ ...lease, limit: 100, isStart: false, ...more });
  };
  /** What is claimed at a time, of the events given. */
  const claimed = async (seconds: number, of: readonly { eventId: string }[], more = {}) => {
    const ids = of.map(({ eventId }) => eventId);
    const all = await claim(seconds, more);
    return all.map(({ eventId }) => eventId).filter((id) => ids.includes(id));
  };

  it("gives what is due to one at a time, oldest first", async () => {
    const [gatewayId] = opened().gatewayIds;
    const [late, early, never] = [newEvent(gatewayId), newEvent(gatewayId), newEvent(gatewayId)];
    const all = [late, early, never];
    await opened().store.record({ ...late, receivedAt: at(2) }, at(20));
    await opened().store.record({ ...early, receivedAt: at(1) }, at(10));
    await opened().store.record(never, null);
    expect(await claimed(9, all)).toEqual([]);
    expect(await claim(20, { limit: 1 })).toHaveLength(1);
    expect(await claimed(20, all)).toEqual([late.eventId]);
    expect(await claimed(49, all)).toEqual([]);
    expect(await claimed(50, all)).toEqual([early.eventId, late.eventId]);
    const both = await Promise.all([claimed(90, all), claimed(90, all)]);
    expect(both.flat().sort()).toEqual([late.eventId, early.eventId].sort());
  });

  it("gives at a start what somebody may have died with", async () => {
    const event = newEvent(opened().gatewayIds[0]);
    await opened().store.record(event, at(1_000));
    expect(await claimed(500, [event])).toEqual([]);
    expect(await claimed(500, [event], { isStart: true })).toEqual([event.eventId]);
  });

  it("lets only the newest holder finish", async () => {
    const event = newEvent(opened().gatewayIds[0]);
    await opened().store.record(event, at(2_000));
    await claim(2_000);
    expect(await opened().store.finish({ ...event, attempts: 1 }, done)).toBe(false);
    const later = { outcome: "failed", appliedAt: null, nextAttemptAt: at(2_100) };
    expect(await opened().store.finish({ ...event, attempts: 2 }, later)).toBe(true);
    expect(await claimed(2_099, [event])).toEqual([]);
    expect(await claimed(2_100, [event])).toEqual([event.eventId]);
    expect(await opened().store.finish({ ...event, attempts: 3 }, done)).toBe(true);
    expect(await claimed(9_999, [event], { isStart: true })).toEqual([]);
  });

  it("finishes nothing that is not there", async () => {
    const nobody = { gatewayId: opened().gatewayIds[0], eventId: "none", attempts: 1 };
    expect(await opened().store.finish(nobody, done)).toBe(false);
  });
}
