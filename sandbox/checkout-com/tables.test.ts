import { describe, expect, it } from "vitest";
import { returnUrl } from "./challenge";
import { exponentOf, grainOf, isAmountAllowed, isCurrency } from "./currencies";
import { accountOf } from "./keys";
import { isApproved, RESPONSE_CODES, summaryOf } from "./response-codes";
import { parseQuery } from "./search";
import { avsCheckOf, cvvCheckOf, TEST_CARDS } from "./test-cards";
import { samplePayment } from "./test-payments";

const SUFFIX = "abcdefghijklmnopqrstuvwxyz2";

describe("keys", () => {
  it.each([`sk_sbox_${SUFFIX}`, `Bearer sk_sbox_${SUFFIX}`])(
    "opens the account of %s",
    (header) => {
      expect(accountOf(header, "secret")).toBe(SUFFIX);
      expect(accountOf(header, "publishable")).toBeNull();
    },
  );
  it("gives the public key the same account", () => {
    expect(accountOf(`pk_sbox_${SUFFIX}`, "publishable")).toBe(SUFFIX);
  });
  it.each([undefined, "", "sk_test_x", `sk_sbox_${SUFFIX}a`, `sk_${SUFFIX}`, "Bearer nothing"])(
    "refuses %s",
    (header) => {
      expect(accountOf(header, "secret")).toBeNull();
    },
  );
});

describe("test cards", () => {
  it("end in a code of the table, and only 10000 is approved", () => {
    for (const card of Object.values(TEST_CARDS)) {
      expect(RESPONSE_CODES).toHaveProperty([card.outcome]);
      expect(isApproved(card.outcome)).toBe(card.outcome === "10000");
    }
  });
  it("are the documented ones", () => {
    expect(TEST_CARDS["4544249167673670"]?.outcome).toBe("20051");
    expect(TEST_CARDS["4734868958733862"]?.outcome).toBe("200N7");
    expect(Object.keys(TEST_CARDS)).toHaveLength(30);
  });
  it("simulate the checks of the security code and the address", () => {
    expect(["100", "204", "202", "205", null].map(cvvCheckOf)).toEqual(["Y", "D", "U", "P", "N"]);
    expect(avsCheckOf("Test_AE3", "1")).toBe("AE3");
    expect(avsCheckOf("1 High Street", "N1")).toBe("Y");
    expect(avsCheckOf("Test_N", null)).toBe("S");
  });
});

describe("response codes", () => {
  it("read as a decline when unknown", () => {
    expect(summaryOf("20051")).toBe("Insufficient funds");
    expect(summaryOf("29999")).toBe("Declined");
  });
});

describe("currencies", () => {
  it("follow Checkout.com's own table", () => {
    expect([exponentOf("USD"), exponentOf("JPY"), exponentOf("KWD"), exponentOf("CLP")]).toEqual([
      2, 0, 3, 2,
    ]);
    expect([grainOf("USD"), grainOf("JPY"), grainOf("KWD"), grainOf("CLP")]).toEqual([
      1, 1, 10, 100,
    ]);
    expect(isAmountAllowed(5125, "BHD")).toBe(false);
    expect(isCurrency("EUR")).toBe(true);
    expect(isCurrency("eur")).toBe(false);
  });
});

describe("search", () => {
  const payment = samplePayment({ metadata: { order: "A 1" } });
  it.each([
    ['reference:"ORD-1"', true],
    ["reference:'ord-1' AND amount:6500", true],
    ["reference:ORD-1 AND currency:EUR", false],
    ["status:Captured OR currency:USD", true],
    ['metadata.order:"A 1"', true],
  ])("finds by %s: %s", (query, found) => {
    expect(parseQuery(query)?.(payment)).toBe(found);
  });
  it.each(["colour:red", "reference", ""])("cannot read %j", (query) => {
    expect(parseQuery(query)).toBeNull();
  });
});

describe("a return URL", () => {
  it("keeps the parameters that it has", () => {
    expect(returnUrl("https://shop.test/s?order=1&x=%20y", "sid_1")).toBe(
      "https://shop.test/s?order=1&x=%20y&cko-session-id=sid_1",
    );
  });
});
