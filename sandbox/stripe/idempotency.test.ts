import { describe, expect, it } from "vitest";
import { openStore } from "../core/store";
import { openAccount } from "./account";
import { type KeyedRequest, lockKey, replay, saveAnswer } from "./idempotency";

const HOUR_MS = 60 * 60 * 1000;
const request: KeyedRequest = {
  key: "order-1",
  endpoint: "POST /v1/payment_intents",
  parameters: '{"amount":"1"}',
  now: 0,
};
const answer = { status: 402, body: { error: {} }, requestId: "req_1" };

function account(store = openStore(null)) {
  return openAccount({ store }, "acct");
}

describe("idempotency keys", () => {
  it("answer again what was answered, declines included, for 24 hours", () => {
    const own = account();
    expect(replay(own, request)).toBeNull();
    saveAnswer(own, request, answer);
    expect(replay(own, { ...request, now: 24 * HOUR_MS - 1 })).toMatchObject({
      status: 402,
      body: { error: {} },
      headers: { "idempotent-replayed": "true", "original-request": "req_1" },
    });
    expect(replay(own, { ...request, now: 24 * HOUR_MS })).toBeNull();
  });

  it("refuse other parameters and other endpoints", () => {
    const own = account();
    saveAnswer(own, request, answer);
    expect(() => replay(own, { ...request, parameters: "{}" })).toThrow("same parameters");
    expect(() => replay(own, { ...request, endpoint: "POST /v1/refunds" })).toThrow(
      "same endpoint",
    );
  });

  it("belong to one account", () => {
    const store = openStore(null);
    saveAnswer(openAccount({ store }, "one"), request, answer);
    expect(replay(openAccount({ store }, "two"), request)).toBeNull();
  });

  it("are held by one request at a time", () => {
    const store = openStore(null);
    const own = account(store);
    const unlock = lockKey(store, own, "k");
    expect(() => lockKey(store, own, "k")).toThrow(
      expect.objectContaining({ status: 409, saved: false }),
    );
    lockKey(store, own, "other")();
    unlock();
    lockKey(store, own, "k")();
  });

  it("have at most 255 characters", () => {
    const store = openStore(null);
    lockKey(store, account(store), "x".repeat(255))();
    expect(() => lockKey(store, account(store), "x".repeat(256))).toThrow("at most 255");
  });

  it("forget what is older than a day when something new is kept", () => {
    const own = account();
    saveAnswer(own, request, answer);
    saveAnswer(own, { ...request, key: "order-2", now: 25 * HOUR_MS }, answer);
    expect(own.idempotency.list().map(({ id }) => id)).toEqual(["order-2"]);
  });
});
