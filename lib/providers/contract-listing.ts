/** The part of the provider contract about listing: what was taken in a period, payment by payment. */
import { describe, expect, it } from "vitest";
import { type ContractHarness, type ContractPayment, money, outcome } from "./contract-payment";
import { until } from "./contract-sandbox";
import type { ListAnswer, ListedPayment, ListInput } from "./provider-list";

type Harness<Config, Source> = () => ContractHarness<Config, Source>;
type Start<Config, Source> = () => ContractPayment<Config, Source>;
type Period = Pick<ListInput, "from" | "to">;

const PAGES_MAX = 200;
const MINUTE_MS = 60_000;

/** From a minute ago until in a minute: everything that a test of this suite makes. */
const aroundNow = (): Period => ({
  from: new Date(Date.now() - MINUTE_MS),
  to: new Date(Date.now() + MINUTE_MS),
});

/** All pages of a period. */
async function listAll<Config, Source>(
  { provider, config }: ContractHarness<Config, Source>,
  period: Period,
  limit = 100,
): Promise<ListedPayment[]> {
  const payments: ListedPayment[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const call = { config, signal: new AbortController().signal };
    const listed: Awaited<ListAnswer> | undefined = await provider.list?.(call, {
      ...period,
      cursor,
      limit,
    });
    if (!listed?.ok) throw new Error(JSON.stringify(listed));
    payments.push(...listed.value.payments);
    cursor = listed.value.next;
    if (cursor === null) return payments;
  }
  throw new Error("The list has no end.");
}

/** Kinds and amounts of what is listed of one payment; null where it is not listed. */
async function listedOf<Config, Source>(
  harness: ContractHarness<Config, Source>,
  payment: ContractPayment<Config, Source>,
): Promise<ListedPayment | null> {
  const all = await listAll(harness, aroundNow());
  const own = all.filter(({ ourReference }) => ourReference === payment.ourReference);
  expect(own.length).toBeLessThanOrEqual(1);
  return own[0] ?? null;
}

const shown = (listed: ListedPayment | null) =>
  listed?.movements.map(({ kind, amount, status }) => [kind, amount.amountMinor, status]).sort();

/** With the capability `list`; without it there must be nothing to call. */
export function describeListing<Config, Source>(
  harness: Harness<Config, Source>,
  start: Start<Config, Source>,
): void {
  describe("list", () => {
    describeMovements(harness, start);
    describePages(harness, start);

    it("says who may not ask, and that nobody listens", async () => {
      const { provider, strangerConfig, unreachableConfig } = harness();
      const input = { ...aroundNow(), cursor: null, limit: 10 };
      const { signal } = new AbortController();
      expect(await provider.list?.({ config: strangerConfig, signal }, input)).toMatchObject({
        error: { code: "provider_unauthorized" },
      });
      expect(await provider.list?.({ config: unreachableConfig, signal }, input)).toMatchObject({
        error: { code: "provider_unreachable" },
      });
    });
  });
}

function describeMovements<Config, Source>(
  harness: Harness<Config, Source>,
  start: Start<Config, Source>,
): void {
  it("names what was held, captured and refunded, with whose it is", async () => {
    const payment = start();
    const { reference, transactionReference } = outcome(
      await payment.authorize("approved"),
      "succeeded",
    );
    await payment.operate("capture", reference, money(4000));
    await payment.operate("refund", reference, money(1500));
    const listed = await listedOf(harness(), payment);
    expect(listed).toMatchObject({ reference, installationId: "installation-1" });
    expect(shown(listed)).toEqual([
      ["authorization", 6500, "succeeded"],
      ["capture", 4000, "succeeded"],
      ["refund", 1500, "succeeded"],
    ]);
    const held = listed?.movements.find(({ kind }) => kind === "authorization");
    expect(held).toMatchObject({ reference: transactionReference, amount: money(6500) });
    for (const { at } of listed?.movements ?? []) {
      expect(Math.abs(+at - Date.now())).toBeLessThan(MINUTE_MS);
    }
  });

  it("names each of several refunds, by an id of its own", async () => {
    const payment = start();
    const { reference } = outcome(await payment.authorize("approved"), "succeeded");
    await payment.operate("capture", reference, money(6500));
    for (const amountMinor of [1000, 2000, 3000]) {
      await payment.operate("refund", reference, money(amountMinor));
    }
    const listed = await listedOf(harness(), payment);
    const refunds = listed?.movements.filter(({ kind }) => kind === "refund") ?? [];
    expect(refunds.map(({ amount }) => amount.amountMinor).sort()).toEqual([1000, 2000, 3000]);
    const ids = refunds.map((refund) => refund.reference).filter((id) => id !== null);
    expect(new Set(ids).size).toBe(3);
  });

  it("names what was let go", async () => {
    const payment = start();
    const { reference } = outcome(await payment.authorize("approved"), "succeeded");
    await payment.operate("void", reference, money(6500));
    const listed = await until(async () => {
      const now = await listedOf(harness(), payment);
      return (shown(now) ?? []).length === 2 ? now : null;
    });
    expect(shown(listed)).toEqual([
      ["authorization", 6500, "succeeded"],
      ["void", 6500, "succeeded"],
    ]);
  });

  it("leaves out what was declined", async () => {
    const payment = start();
    outcome(await payment.authorize("declined"), "declined");
    expect(await listedOf(harness(), payment)).toBeNull();
  });

  it("keeps yen and dinars as they are", async () => {
    for (const amount of [money(6500, "JPY"), money(1250, "KWD")]) {
      const payment = start();
      outcome(await payment.authorize("approved", { amount }), "succeeded");
      expect((await listedOf(harness(), payment))?.movements[0]).toMatchObject({ amount });
    }
  });
}

function describePages<Config, Source>(
  harness: Harness<Config, Source>,
  start: Start<Config, Source>,
): void {
  it("lists each payment once, however small the pages are", async () => {
    const made = [start(), start(), start(), start(), start()];
    for (const payment of made) outcome(await payment.authorize("approved"), "succeeded");
    const listed = await listAll(harness(), aroundNow(), 2);
    const references = listed.map(({ ourReference }) => ourReference);
    for (const { ourReference } of made) {
      expect(references.filter((each) => each === ourReference)).toHaveLength(1);
    }
    expect(new Set(listed.map(({ reference }) => reference)).size).toBe(listed.length);
  });

  it("lists nothing of another period", async () => {
    const payment = start();
    outcome(await payment.authorize("approved"), "succeeded");
    const at = (await listedOf(harness(), payment))?.at ?? new Date(0);
    // Whole seconds: what a provider may round to.
    const second = Math.floor(+at / 1000) * 1000;
    const before = { from: new Date(second - MINUTE_MS), to: new Date(second) };
    const during = { from: new Date(second), to: new Date(second + 1000) };
    const after = { from: new Date(second + 1000), to: new Date(second + MINUTE_MS) };
    const isIn = async (period: Period) =>
      (await listAll(harness(), period)).some(
        ({ ourReference }) => ourReference === payment.ourReference,
      );
    expect([await isIn(before), await isIn(during), await isIn(after)]).toEqual([
      false,
      true,
      false,
    ]);
  });
}
