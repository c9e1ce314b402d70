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

export function webhookStoreContract(name: string, open: () => Promise<InboxUnderTest>): void {
  describe(`the inbox ${name}`, () => {
    let given: InboxUnderTest;
    beforeAll(async () => {
      given = await open();
    });
    afterAll(() => given?.close());

    const newEvent = (gatewayId: string) => ({
      gatewayId,
      eventId: `evt_${++counted}`,
      type: "payment_captured",
      body: new TextEncoder().encode('{"id":1}'),
      paymentReference: "pay_1",
      ourReference: "Order-1",
      receivedAt: at(0),
    });
    const dueAt = async (seconds: number, limit = 100) =>
      (await given.store.listDue(at(seconds), limit)).map(({ eventId }) => eventId);

    it("keeps an event once, whatever its copies bring, and one for each gateway", async () => {
      const [first, second] = given.gatewayIds;
      const event = newEvent(first);
      expect(await given.store.record(event, at(1))).toBe("new");
      expect(await given.store.record({ ...event, type: "other" }, at(1))).toBe("duplicate");
      expect(await given.store.record({ ...event, gatewayId: second }, null)).toBe("new");
      const kept = await given.store.find(first, event.eventId);
      expect(kept).toMatchObject({
        type: "payment_captured",
        attempts: 0,
        ourReference: "Order-1",
      });
      expect(new TextDecoder().decode(kept?.body)).toBe('{"id":1}');
      expect(await given.store.find(first, "none")).toBeNull();
    });

    it("keeps one of many that come at once", async () => {
      const event = newEvent(given.gatewayIds[0]);
      const all = await Promise.all(
        Array.from({ length: 8 }, () => given.store.record(event, null)),
      );
      expect(all.filter((each) => each === "new")).toHaveLength(1);
    });

    it("lists what is due, soonest first, until it is finished", async () => {
      const [gatewayId] = given.gatewayIds;
      const [late, early, never] = [newEvent(gatewayId), newEvent(gatewayId), newEvent(gatewayId)];
      await given.store.record(late, at(20));
      await given.store.record(early, at(10));
      await given.store.record(never, null);
      const ours = async (seconds: number) =>
        (await dueAt(seconds)).filter((id) => id === late.eventId || id === early.eventId);
      expect(await ours(20)).toEqual([early.eventId, late.eventId]);
      expect(await ours(10)).toEqual([early.eventId]);
      expect(await dueAt(20, 1)).toHaveLength(1);
      expect(await dueAt(20)).not.toContain(never.eventId);
      const again = { outcome: "failed", appliedAt: null, nextAttemptAt: at(30) };
      await given.store.finish(early, again);
      expect(await ours(20)).toEqual([late.eventId]);
      expect(await given.store.find(gatewayId, early.eventId)).toMatchObject({ attempts: 1 });
      await given.store.finish(early, { ...again, appliedAt: at(31), nextAttemptAt: null });
      expect(await ours(60)).toEqual([late.eventId]);
    });

    it("finishes nothing that is not there", async () => {
      const done = { outcome: "applied", appliedAt: at(1), nextAttemptAt: null };
      const nobody = { gatewayId: given.gatewayIds[0], eventId: "none" };
      await expect(given.store.finish(nobody, done)).rejects.toThrow();
    });
  });
}
