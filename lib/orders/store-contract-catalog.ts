// What an order store knows of the shop. Part of the contract suite.
import { expect, it } from "vitest";
import {
  addressOf,
  BY,
  EUR,
  NOW,
  nextId,
  type OrderStoreHarness,
  SHOP,
  USD,
} from "./order-store-harness";

export function catalogContract({ given }: OrderStoreHarness): void {
  it("knows the terms of its market, in each currency that there is", async () => {
    const terms = (marketId: string | null, currency: string | null) =>
      given().store.findTerms({ marketId, currency });
    expect(await terms(null, null)).toEqual(SHOP.market);
    expect(await terms("market", "EUR")).toEqual(SHOP.market);
    expect(await terms("market", "USD")).toEqual({ ...SHOP.market, currency: USD, taxRate: 0 });
    expect(await terms("none", null)).toBeNull();
    expect(await terms("market", "euros")).toBeNull();
  });

  it("offers what has a price in a currency, and says what has none", async () => {
    const found = await given().store.findOffers(["CARD", "MUG", "NONE"], "EUR");
    const offers = [...found].sort((a, b) => b.code.localeCompare(a.code));
    expect(offers).toMatchObject([
      { id: "mug", code: "MUG", name: "Mug", ships: true, unitMinor: 1_000 },
      { id: "card", code: "CARD", name: "Gift card", ships: false, unitMinor: 2_500 },
    ]);
    expect(await given().store.findOffers(["MUG"], "USD")).toMatchObject([{ unitMinor: null }]);
    expect(await given().store.findOffers([], "EUR")).toEqual([]);
  });

  it("offers a payment method in its own currency", async () => {
    const offers = (id: string, currency: typeof EUR) =>
      given().store.offersPaymentMethod(id, { marketId: "market", currency });
    expect(await offers(SHOP.paymentMethodId, EUR)).toBe(true);
    expect(await offers(SHOP.paymentMethodId, USD)).toBe(false);
    expect(await offers("none", EUR)).toBe(false);
  });

  it("keeps addresses for who made them", async () => {
    const [ours, theirs] = [nextId("A"), nextId("A")];
    const { store } = given();
    await store.createAddress({ ...addressOf(ours), apiClientId: null }, BY, NOW);
    await store.createAddress({ ...addressOf(theirs), apiClientId: "client" }, BY, NOW);
    expect(await store.ownsAddresses([ours, ours], null)).toBe(true);
    expect(await store.ownsAddresses([ours, theirs], null)).toBe(false);
    expect(await store.ownsAddresses([ours, theirs], "client")).toBe(true);
    expect(await store.ownsAddresses([theirs], "other")).toBe(false);
    expect(await store.ownsAddresses(["none"], "client")).toBe(false);
    const countries = await store.countriesOf([ours, theirs, "none"]);
    expect([...countries.keys()].sort()).toEqual([ours, theirs].sort());
    expect(countries.get(ours)).toBe(addressOf(ours).countryCode);
  });
}
