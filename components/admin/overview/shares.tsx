import Link from "next/link";
import { BarRows } from "@/components/admin/charts/bar-rows";
import { BeforeKey, ChartCard } from "@/components/admin/charts/chart-card";
import { Figures } from "@/components/admin/charts/figures";
import { formatMoney } from "@/components/ui/format";
import { Money } from "@/components/ui/money";
import { type Acceptance, percentOf, type Share } from "@/lib/reports/overview";
import { beforeWords, countText, percentText, pointsWords } from "./overview-words";
import type { Section } from "./section";
import { Changed } from "./tiles";

const share = ({ accepted, answered }: Acceptance, at: "now" | "before") =>
  percentOf(accepted[at], answered[at]);

/** What banks said yes to, of what they answered; all gateways first. */
export function AcceptanceByGateway({ report, span, nameOf, pathOf }: Section) {
  const all = { id: "", taken: report.taken, acceptance: report.acceptance };
  const shares = [all, ...report.gateways].filter(({ acceptance }) => acceptance.answered.now > 0);
  const name = ({ id }: Share) => (id === "" ? "All gateways" : nameOf(id, "gateway"));
  const text = ({ acceptance: { accepted, answered } }: Share) =>
    percentText(accepted.now, answered.now);
  return (
    <ChartCard
      id="acceptance"
      title="Acceptance by gateway"
      head={<BeforeKey words={beforeWords(span).replace("the ", "")} />}
    >
      <Nothing isSo={shares.length === 0} what="No bank was asked in this time." />
      <BarRows
        id="acceptance"
        finding={`Acceptance by gateway: ${shares.map((each) => `${name(each)} ${text(each)}`).join(", ")}`}
        look="b1"
        whole={100}
        rows={shares.map((each) => ({
          key: each.id,
          label: name(each),
          value: share(each.acceptance, "now") ?? 0,
          text: text(each),
          before: share(each.acceptance, "before"),
        }))}
      />
      <Figures
        caption="Acceptance by gateway"
        columns={["Gateway", "Tried", "Accepted", "Change"]}
        rows={shares.map((each) => ({
          key: each.id,
          cells: [
            each.id === "" ? (
              name(each)
            ) : (
              <Link key="name" href={pathOf({ gateway: each.id })} prefetch={false}>
                {name(each)}
              </Link>
            ),
            countText(each.acceptance.answered.now),
            countText(each.acceptance.accepted.now),
            <Points key="change" acceptance={each.acceptance} />,
          ],
        }))}
      />
    </ChartCard>
  );
}

function Points({ acceptance }: { acceptance: Acceptance }) {
  const change = pointsWords(acceptance);
  return change === null ? "–" : <Changed change={change} />;
}

/** What each way to pay brought, and how often it worked. */
export function TakenByMethod({ report, currency, span, nameOf, pathOf }: Section) {
  const shares = report.methods.toSorted(
    (a, b) => b.taken.amountMinor.now - a.taken.amountMinor.now,
  );
  const name = ({ id }: Share) => nameOf(id, "method");
  const money = (amountMinor: number) => formatMoney(amountMinor, currency);
  const told = shares.map((each) => `${name(each)} ${money(each.taken.amountMinor.now)}`);
  const whole = Math.max(
    1,
    ...shares.flatMap(({ taken: { amountMinor } }) => [amountMinor.now, amountMinor.before]),
  );
  return (
    <ChartCard
      id="methods"
      title="Taken by payment method"
      head={<BeforeKey words={beforeWords(span).replace("the ", "")} />}
    >
      <Nothing isSo={shares.length === 0} what="No payment method was used in this time." />
      <BarRows
        id="methods"
        finding={`Taken by payment method: ${told.join(", ")}`}
        look="b1"
        whole={whole}
        rows={shares.map((each) => ({
          key: each.id,
          label: name(each),
          value: each.taken.amountMinor.now,
          text: money(each.taken.amountMinor.now),
          before: each.taken.amountMinor.before,
        }))}
      />
      <Figures
        caption="Taken by payment method"
        columns={["Method", "Taken", "Before", "Accepted"]}
        rows={shares.map((each) => ({
          key: each.id,
          cells: [
            each.id === "" ? (
              name(each)
            ) : (
              <Link key="name" href={pathOf({ method: each.id })} prefetch={false}>
                {name(each)}
              </Link>
            ),
            <Money key="taken" amountMinor={each.taken.amountMinor.now} currency={currency} />,
            <Money key="before" amountMinor={each.taken.amountMinor.before} currency={currency} />,
            percentText(each.acceptance.accepted.now, each.acceptance.answered.now),
          ],
        }))}
      />
    </ChartCard>
  );
}

export const Nothing = ({ isSo, what }: { isSo: boolean; what: string }) =>
  isSo ? <p className="muted">{what}</p> : null;
