import { describe, expect, it } from "vitest";
import { openStore } from "../../core/store";
import { openAccount } from "../account";
import { parseQuery } from "./search";

const intents = openAccount({ store: openStore(null) }, "a").intents;
type Intent = Parameters<ReturnType<typeof parseQuery>>[0];

/** Only the members that a query may name. */
function intent(members: Partial<Intent>): Intent {
  const whole = { amount: 6500, currency: "eur", status: "succeeded", customer: null, ...members };
  return intents.put("x", { metadata: {}, created: 1_000, ...whole } as Intent);
}

describe("search queries", () => {
  it.each([
    ["metadata['order']:'A-1'", true],
    ['metadata["order"]:"A-1"', true],
    ["metadata['order']:'A-2'", false],
    ["-metadata['order']:'A-2'", true],
    ["metadata['o\\'k']:'A-1'", false],
    ["status:'succeeded' AND currency:'eur'", true],
    ["status:'succeeded' AND currency:'usd'", false],
    ["status:'canceled' OR currency:'eur'", true],
    ["amount>6499 amount<=6500", true],
    ["amount>6500", false],
    ["created>=1000", true],
    ["customer:null", true],
  ])("%s is %s", (query, fits) => {
    expect(parseQuery(query)(intent({ metadata: { order: "A-1" } }))).toBe(fits);
  });

  it("reads escaped quotes in values", () => {
    expect(
      parseQuery("metadata['name']:'O\\'Hara'")(intent({ metadata: { name: "O'Hara" } })),
    ).toBe(true);
  });

  it.each(["", "order", "colour:'red'", "amount:1 AND status:'x' OR currency:'y'", "status:'x"])(
    "refuses %s",
    (query) => {
      expect(() => parseQuery(query)).toThrow("unable to parse");
    },
  );
});
