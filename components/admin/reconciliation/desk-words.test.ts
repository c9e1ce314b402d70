import { describe, expect, it } from "vitest";
import type { CurrencyCode } from "@/lib/money/money";
import { daysWords, gapWords } from "./desk-words";

const eur = (amountMinor: number) => ({ amountMinor, currency: "EUR" as CurrencyCode });
const usd = (amountMinor: number) => ({ amountMinor, currency: "USD" as CurrencyCode });

describe("the words of a reconciliation", () => {
  it("say by how much the provider is above us, in one currency only", () => {
    expect(gapWords({ ours: null, theirs: eur(700) })).toBe("+€7.00");
    expect(gapWords({ ours: eur(700), theirs: null })).toBe("−€7.00");
    expect(gapWords({ ours: eur(700), theirs: eur(650) })).toBe("−€0.50");
    expect(gapWords({ ours: eur(700), theirs: usd(700) })).toBeNull();
  });

  it("name days as the organization's clocks do, the end not among them", () => {
    const [from, to] = [new Date("2026-11-19T23:00:00Z"), new Date("2026-11-20T23:00:00Z")];
    expect(daysWords(from, to, "Europe/Berlin")).toBe("20 Nov 2026");
    const later = new Date("2026-11-22T23:00:00Z");
    expect(daysWords(from, later, "Europe/Berlin")).toBe("20 Nov – 22 Nov 2026");
  });
});
