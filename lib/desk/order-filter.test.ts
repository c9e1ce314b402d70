import { describe, expect, it } from "vitest";
import { orderFilterOf, queryOfFilter } from "./order-filter";

const USUAL = {
  search: "",
  status: "begun",
  payment: null,
  isArchived: false,
  marketId: null,
  currency: null,
  from: null,
  to: null,
  mode: "live",
};

describe("the filter of the orders", () => {
  it("shows what is more than a cart and not archived, unless asked otherwise", () => {
    expect(orderFilterOf({}, ["live", "test"])).toEqual(USUAL);
    expect(queryOfFilter(orderFilterOf({}, ["live", "test"])).toString()).toBe("");
  });

  it("reads what an address says, and says it again", () => {
    const query = {
      q: "10482",
      status: "placed",
      payment: "authorized",
      archived: "yes",
      market: "eu",
      currency: "EUR",
      from: "2026-11-01",
      to: "2026-11-30",
      mode: "test",
    };
    const filter = orderFilterOf(query, ["live", "test"]);
    expect(Object.fromEntries(queryOfFilter(filter))).toEqual(query);
  });

  it.each([
    ["status", "'; DROP"],
    ["payment", "much"],
    ["currency", "euro"],
    ["from", "2026-02-30"],
    ["to", "12026-01-01"],
    ["market", "a b"],
    ["mode", "other"],
  ])("takes %s=%s for nothing", (name, value) => {
    expect(orderFilterOf({ [name]: value }, ["live", "test"])).toEqual(USUAL);
  });

  it("offers no mode that there is no choice of", () => {
    expect(orderFilterOf({ mode: "live" }, ["test"]).mode).toBe("test");
  });
});
