import { describe, expect, it } from "vitest";
import { chooseGateway, readPeriod, startOfDay } from "./request";
import type { GatewayChoice } from "./store";

const gateway = (id: string, over: Partial<GatewayChoice> = {}): GatewayChoice => ({
  id,
  type: "stripe_gateways",
  mode: "test",
  name: `Gateway ${id}`,
  reference: null,
  ...over,
});
const GATEWAYS = [
  gateway("one"),
  gateway("two", { reference: "berlin" }),
  gateway("three", { type: "checkout_com_gateways" }),
];

describe("the gateway that is asked for", () => {
  it.each([
    ["one", "one"],
    ["berlin", "two"],
    ["checkout_com_gateways", "three"],
    ["checkout_com", "three"],
  ])("is found by %s", (wanted, id) => {
    expect(chooseGateway(GATEWAYS, wanted)).toMatchObject({ ok: true, value: { id } });
  });

  it.each([
    ["stripe", /^2 gateways are "stripe".*\n.*one.*\n.*two/],
    ["paypal", /^There is no gateway "paypal"\. There are:\n.*one.*\n.*two.*berlin.*\n.*three/],
    [undefined, /^Say which gateway/],
  ])("is refused as %s, with those that there are", (wanted, sentence) => {
    expect(chooseGateway(GATEWAYS, wanted)).toMatchObject({
      ok: false,
      error: expect.stringMatching(sentence),
    });
  });

  it("is refused where there is none at all", () => {
    expect(chooseGateway([], "one")).toMatchObject({ error: expect.stringContaining("none yet") });
  });
});

describe("the period that is asked for", () => {
  const read = (from?: string, to?: string) => readPeriod({ from, to }, "Europe/Berlin");

  it("takes days of the organization's zone, and instants as they are", () => {
    expect(read("2026-11-01", "2026-11-02T12:00:00Z")).toEqual({
      ok: true,
      value: {
        from: new Date("2026-10-31T23:00:00Z"),
        to: new Date("2026-11-02T12:00:00Z"),
      },
    });
  });

  it.each([
    [undefined, "2026-11-02", "--from is missing"],
    ["2026-11-01", undefined, "--to is missing"],
    ["yesterday", "2026-11-02", "--from yesterday is no date"],
    ["2026-02-30", "2026-11-02", "--from 2026-02-30 is no date"],
    ["2026-02-30T10:00Z", "2026-11-02", "is no date"],
    ["2026-11-01T25:00Z", "2026-11-02", "is no date"],
    ["2026-11-01T10:00", "2026-11-02", "is no date"],
    ["2026-11-01", "01.11.2026", "--to 01.11.2026 is no date"],
    ["2026-11-02", "2026-11-02", "must begin before it ends"],
    ["2026-11-03", "2026-11-02", "must begin before it ends"],
  ])("refuses from %s to %s", (from, to, sentence) => {
    expect(read(from, to)).toMatchObject({ ok: false, error: expect.stringContaining(sentence) });
  });

  it.each([
    ["2026-11-21", "UTC", "2026-11-21T00:00:00.000Z"],
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
    ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00.000Z"],
    ["2026-10-26", "Europe/Berlin", "2026-10-25T23:00:00.000Z"],
    ["2026-11-21", "Asia/Kathmandu", "2026-11-20T18:15:00.000Z"],
    ["2026-11-21", "Pacific/Auckland", "2026-11-20T11:00:00.000Z"],
    // The clocks go from 0:00 to 1:00: the day begins at one.
    ["2026-09-06", "America/Santiago", "2026-09-06T04:00:00.000Z"],
  ])("begins %s in %s at %s", (day, zone, instant) => {
    expect(startOfDay(day, zone).toISOString()).toBe(instant);
  });
});
