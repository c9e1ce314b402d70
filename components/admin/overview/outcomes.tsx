import Link from "next/link";
import { BarRows } from "@/components/admin/charts/bar-rows";
import { BeforeKey, ChartCard } from "@/components/admin/charts/chart-card";
import { Figures } from "@/components/admin/charts/figures";
import { DECLINE_WORDS } from "@/components/admin/states";
import { CHECKOUT_STEPS, THREE_DS_OUTCOMES } from "@/lib/reports/overview";
import { beforeWords, countText, percentText, STEP_WORDS, THREE_DS_WORDS } from "./overview-words";
import type { Section } from "./section";
import { Nothing } from "./shares";

const largest = (pairs: readonly { now: number; before: number }[]): number =>
  Math.max(1, ...pairs.flatMap(({ now, before }) => [now, before]));

/** Why banks said no, and what was paid all the same. */
export function DeclinesByReason({ report, span, pathOf }: Section) {
  const { declines, failed } = report;
  const sum = declines.reduce((all, { times }) => all + times.now, 0);
  const told = declines.map(
    ({ code, times }) => `${DECLINE_WORDS[code].toLowerCase()} ${times.now}`,
  );
  return (
    <ChartCard
      id="declines"
      title="Declines by reason"
      head={
        <>
          <BeforeKey words={beforeWords(span).replace("the ", "")} />
          {sum === 0 ? null : (
            <Link href={pathOf({ state: "declined" })} prefetch={false} className="small">
              Show declined payments
            </Link>
          )}
        </>
      }
    >
      <Nothing isSo={sum === 0} what="No bank said no in this time." />
      <BarRows
        id="declines"
        finding={`Declines by reason: ${told.join(", ") || "none"}`}
        look="b2"
        whole={largest(declines.map(({ times }) => times))}
        rows={declines.map(({ code, times }) => ({
          key: code,
          label: DECLINE_WORDS[code],
          value: times.now,
          text: countText(times.now),
          before: times.before,
        }))}
      />
      <Figures
        caption="Declines by reason"
        columns={["Reason", "Declines", "Before", "Paid later"]}
        rows={declines.map(({ code, times, paidLater }) => ({
          key: code,
          cells: [
            <Link key="code" href={pathOf({ decline: code })} prefetch={false}>
              {DECLINE_WORDS[code]}
            </Link>,
            countText(times.now),
            countText(times.before),
            countText(paidLater),
          ],
        }))}
      />
      {failed.now === 0 ? null : (
        <p className="sub">
          {countText(failed.now)} more never reached a bank, {countText(failed.before)}{" "}
          {span === 1 ? "yesterday" : `in ${beforeWords(span)}`}.
        </p>
      )}
    </ChartCard>
  );
}

/** What asking the bank came to, of all attempts that ended. */
export function ThreeDsOutcomes({ report, span }: Section) {
  const outcomes = THREE_DS_OUTCOMES.map((outcome) => ({ outcome, pair: report.threeDs[outcome] }));
  const all = (at: "now" | "before") => outcomes.reduce((sum, { pair }) => sum + pair[at], 0);
  const told = outcomes.map(({ outcome, pair }) => `${THREE_DS_WORDS[outcome]} ${pair.now}`);
  return (
    <ChartCard
      id="three-ds"
      title="3DS outcomes"
      head={<BeforeKey words={beforeWords(span).replace("the ", "")} />}
    >
      <BarRows
        id="three-ds"
        finding={`3DS outcomes of ${countText(all("now"))} attempts: ${told.join(", ")}`}
        look="b3"
        whole={100}
        rows={outcomes.map(({ outcome, pair }) => ({
          key: outcome,
          label: THREE_DS_WORDS[outcome],
          value: all("now") === 0 ? 0 : (100 * pair.now) / all("now"),
          text: percentText(pair.now, all("now")),
          before: all("before") === 0 ? null : (100 * pair.before) / all("before"),
        }))}
      />
      <Figures
        caption="3DS outcomes"
        columns={["Outcome", "Attempts", "Before"]}
        rows={outcomes.map(({ outcome, pair }) => ({
          key: outcome,
          cells: [THREE_DS_WORDS[outcome], countText(pair.now), countText(pair.before)],
        }))}
      />
    </ChartCard>
  );
}

/** Of the carts that were begun in this time, how many came how far by now. */
export function CheckoutConversion({ report, span }: Section) {
  const steps = CHECKOUT_STEPS.map((step) => ({ step, pair: report.steps[step] }));
  const begun = report.steps.cart;
  const told = steps.map(({ step, pair }) => `${STEP_WORDS[step]} ${countText(pair.now)}`);
  return (
    <ChartCard
      id="steps"
      title="Checkout by step"
      isWide
      head={<BeforeKey words={beforeWords(span).replace("the ", "")} />}
    >
      <BarRows
        id="steps"
        finding={`Checkouts begun, and how far they came: ${told.join(", ")}`}
        look="b1"
        whole={100}
        rows={steps.map(({ step, pair }) => ({
          key: step,
          label: STEP_WORDS[step],
          value: begun.now === 0 ? 0 : (100 * pair.now) / begun.now,
          text: percentText(pair.now, begun.now),
          before: begun.before === 0 ? null : (100 * pair.before) / begun.before,
        }))}
      />
      <Figures
        caption="Checkout by step"
        columns={["Step", "Orders", "Before"]}
        rows={steps.map(({ step, pair }) => ({
          key: step,
          cells: [STEP_WORDS[step], countText(pair.now), countText(pair.before)],
        }))}
      />
    </ChartCard>
  );
}
