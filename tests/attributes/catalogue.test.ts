import { describe, expect, it } from "vitest";
import { readCatalogue, readCatalogueFile } from "./catalogue";
import { documentedCatalogue } from "./documented";
import { FIXTURES } from "./fixtures";
import type { Outcome, Tried } from "./outcome";
import { complaintsOfActions, verdictOn } from "./verdict";

/** Of the client's types alone: the documented catalogue has none of it. */
const FROM_TYPES = ["prices"];

describe("the catalogue", () => {
  it("says what is documented, where the documentation is at hand", () => {
    const ours = Object.entries(readCatalogueFile());
    const documented = documentedCatalogue();
    if (documented === null) return expect(ours).toHaveLength(33);
    const compared = ours.filter(([type]) => !FROM_TYPES.includes(type));
    expect(Object.fromEntries(compared)).toEqual(documented);
  });

  it("has a fixture for every resource of which there is more than one", () => {
    const several = readCatalogue().filter(({ isSingleton }) => !isSingleton);
    expect(several.filter(({ type }) => !FIXTURES.has(type))).toEqual([]);
  });
});

describe("the verdict", () => {
  const [skus] = readCatalogue().filter(({ type }) => type === "skus");
  const catalogue = skus ? [skus] : [];
  const why = "is absent";
  const wrong: Outcome = { type: "skus", attribute: "weight", kind: "returned", why };
  const tried: readonly Tried[] = [{ attributes: [wrong], actions: [] }];
  const judged = (exceptions: Parameters<typeof verdictOn>[1], of = tried) =>
    verdictOn(of, exceptions, catalogue).complaints;

  it("names what is missing, unless it is excepted", () => {
    expect(judged([])).toEqual(["skus.weight: returned: is absent"]);
    const reason = "Nothing is weighed here.";
    expect(judged([{ type: "skus", attributes: ["weight"], reason }])).toEqual([]);
  });

  it("complains of an exception that is not needed, has no reason, or is about money", () => {
    const none = [{ attributes: [], actions: [] }];
    const [needless] = judged([{ type: "skus", attributes: ["weight"], reason: "Old." }], none);
    expect(needless).toContain("is not needed");
    expect(judged([{ type: "skus", attributes: ["weight"], reason: " " }])).toEqual([
      "skus.weight: is excepted without a reason",
    ]);
    const money = (type: string, attribute: string) =>
      judged([{ type, attributes: [attribute], reason: "Why not." }]).join();
    expect(money("orders", "total_amount_cents")).toContain("about money");
    expect(money("orders", "formatted_total_amount")).toContain("about money");
    expect(money("stripe_payments", "options")).toContain("about money");
    expect(money("refunds", "token")).toContain("about money");
    expect(money("orders", "coupon_code")).not.toContain("about money");
  });

  it("names an action that is not offered, and an exception of one that is", () => {
    const of = (why: string | null) => [
      { attributes: [], actions: [{ type: "skus", action: "delete", why }] },
    ];
    const excepted = [{ type: "skus", actions: ["delete"], reason: "None." }];
    expect(complaintsOfActions(of("405"), [])).toEqual(["skus: delete: 405"]);
    expect(complaintsOfActions(of("405"), excepted)).toEqual([]);
    expect(complaintsOfActions(of(null), excepted)).toHaveLength(1);
  });

  it("complains of more than sixty, excepted or not", () => {
    const names = Array.from({ length: 61 }, (_, index) => `attribute_${index}`);
    const many = [{ attributes: names.map((attribute) => ({ ...wrong, attribute })), actions: [] }];
    const complaints = judged([{ type: "skus", attributes: names, reason: "Too many." }], many);
    expect(complaints).toEqual(["61 attributes are missing; at most 60 may be"]);
  });
});
