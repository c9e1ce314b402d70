// What a payment store keeps of gateways' circuits. Part of the contract suite.
import { expect, it } from "vitest";
import type { GatewayId } from "../ids";
import { type Circuit, CLOSED, observe, wakesOf } from "./circuit";
import { BY, nextId, type StoreHarness } from "./store-harness";

const GATEWAY = "gateway" as GatewayId;
const atMinute = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 13, minutes));

const fail = (circuit: Circuit) =>
  observe(circuit, "failed", { now: atMinute(0), failuresMax: 30 });

const changing =
  ({ given }: StoreHarness) =>
  (decide: (circuit: Circuit) => Circuit, now = atMinute(0)) =>
    given().store.changeCircuit(GATEWAY, BY, now, (before) => {
      const circuit = decide(before);
      return {
        circuit,
        wakes: wakesOf(before, circuit),
        event: null,
        sentBefore: atMinute(0),
        value: circuit,
      };
    });

export function circuitsContract(harness: StoreHarness): void {
  keepsCircuits(harness);
  wakesWhatWaits(harness);
}

function keepsCircuits(harness: StoreHarness): void {
  const { given, stateOf, newOrder } = harness;
  const change = changing(harness);
  const stored = async () => (await given().store.findGateway(GATEWAY))?.circuit;

  it("keeps a circuit and gives it back wherever a gateway is read", async () => {
    const orderId = await newOrder();
    const open: Circuit = {
      state: "half_open",
      failureCount: 33,
      failedAt: atMinute(1),
      openedAt: atMinute(2),
      probedAt: atMinute(3),
    };
    expect(await change(() => open)).toEqual(open);
    expect(await stored()).toEqual(open);
    expect((await stateOf(orderId)).gateways.find(({ id }) => id === GATEWAY)?.circuit).toEqual(
      open,
    );
    await change(() => CLOSED);
    expect(await stored()).toEqual(CLOSED);
    expect(
      await given().store.changeCircuit("none" as GatewayId, BY, atMinute(0), (circuit) => ({
        circuit,
        wakes: "none",
        event: null,
        sentBefore: atMinute(0),
        value: 1,
      })),
    ).toBeNull();
  });

  it("counts every failure of many at once, and lets one of many take a turn", async () => {
    await change(() => CLOSED);
    await Promise.all([1, 2, 3, 4, 5].map(() => change(fail)));
    expect(await stored()).toMatchObject({ failureCount: 5, state: "closed" });
    const turns: boolean[] = [];
    await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const taken = await given().store.changeCircuit(GATEWAY, BY, atMinute(9), (before) => {
          const isFree = before.probedAt === null;
          const circuit = isFree ? { ...before, probedAt: atMinute(9) } : before;
          return { circuit, wakes: "none", event: null, sentBefore: atMinute(0), value: isFree };
        });
        turns.push(taken === true);
      }),
    );
    expect(turns.filter(Boolean)).toHaveLength(1);
    await change(() => CLOSED);
  });
}

function wakesWhatWaits(harness: StoreHarness): void {
  const { given, stateOf, newOrder, begin, write } = harness;
  const change = changing(harness);

  it("makes what is unsettled due when the gateway is back, and only there", async () => {
    const later = atMinute(50);
    const due = async (id: string, status: "requested" | "action_required") => {
      const orderId = await newOrder();
      const { transaction } = await begin(orderId, { reference: nextId("pay_") as never });
      const set = { nextCheckAt: later, status };
      await write(orderId, [
        { kind: "transaction_changed", id: transaction.id, from: "requested", set },
      ]);
      return async () => {
        const state = await stateOf(orderId);
        return [
          id,
          state.transactions[0]?.nextCheckAt?.getTime() === later.getTime(),
          state.order.version,
        ];
      };
    };
    const unknown = await due("unknown", "requested");
    const atBank = await due("at the bank", "action_required");
    const before = [await unknown(), await atBank()];
    await change(fail);
    await change(() => CLOSED, atMinute(10));
    expect([await unknown(), await atBank()]).toEqual([
      ["unknown", false, before[0]?.[2]],
      ["at the bank", true, before[1]?.[2]],
    ]);
    await Promise.all([change(fail), change(fail), change(fail)]);
    const other = await given().store.listAiling(atMinute(0));
    expect(other).toHaveLength(1);
    await change(() => CLOSED, atMinute(11));
    expect((await atBank())[1]).toBe(false);
    expect(await given().store.listAiling(atMinute(0))).toEqual([]);
  });
}
