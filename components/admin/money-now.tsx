import { formatMoney } from "@/components/ui/format";
import { Leader } from "@/components/ui/leader";
import { Money } from "@/components/ui/money";
import type { Balance, PaymentState } from "@/lib/payments/payment-view";

const FILLS = { kept: "var(--chart-1)", refunded: "var(--chart-2)", open: "var(--line-strong)" };

/** What is not known to have been authorized may have been, until the provider answers. */
const UNCERTAIN: Partial<Record<PaymentState, string>> = {
  requested: "The provider has been asked: these lines change when it answers.",
  action_required: "The shopper must act first: these lines change when the bank answers.",
  pending: "The provider decides later: these lines change when it answers.",
  indeterminate: "It may have been authorized: the provider is asked until it is known.",
};

/** Where the money stands: what was authorized, as a bar and as lines that add up to it. */
export function MoneyNow({
  balance,
  currency,
  state,
  isCapturedOnce,
}: {
  balance: Balance;
  currency: string;
  state: PaymentState;
  /** What a capture leaves out cannot be captured later: it goes back. */
  isCapturedOnce: boolean;
}) {
  const { authorizedMinor, keptMinor, refundedMinor, voidedMinor, openMinor } = balance;
  const isLetGo = isCapturedOnce && balance.capturedMinor > 0;
  const money = (amountMinor: number) => <Money amountMinor={amountMinor} currency={currency} />;
  return (
    <section className="card" aria-labelledby="money-now">
      <div className="card__head">
        <h2 id="money-now">Money now</h2>
      </div>
      <div className="card__body stack">
        {authorizedMinor === 0 ? null : <Bar balance={balance} currency={currency} />}
        <div className="stack stack--2 small">
          <Leader label="Authorized">{money(authorizedMinor)}</Leader>
          <Leader label={<Key fill="[--k:var(--chart-1)]">Captured, kept</Key>}>
            {money(keptMinor)}
          </Leader>
          <Leader label={<Key fill="[--k:var(--chart-2)]">Refunded</Key>}>
            {money(refundedMinor)}
          </Leader>
          {voidedMinor === 0 ? null : <Leader label="Voided">{money(voidedMinor)}</Leader>}
          <Leader
            label={
              <Key fill="[--k:var(--line-strong)]">
                {isLetGo ? "Not captured, goes back" : "Still to capture"}
              </Key>
            }
          >
            {money(openMinor)}
          </Leader>
        </div>
        {authorizedMinor === 0 ? (
          <p className="tiny muted">
            {UNCERTAIN[state] ?? "Nothing was authorized, so nothing was taken."}
          </p>
        ) : null}
      </div>
    </section>
  );
}

function Key({ fill, children }: { fill: string; children: string }) {
  return <span className={`key text-sm text-(--ink) ${fill}`}>{children}</span>;
}

/** Drawn, not styled: the policy forbids style attributes. Widths are parts of a thousand. */
function Bar({ balance, currency }: { balance: Balance; currency: string }) {
  const { keptMinor, refundedMinor, openMinor, authorizedMinor } = balance;
  const whole = Math.max(authorizedMinor, keptMinor + refundedMinor + openMinor);
  const parts = [
    { name: "kept", amountMinor: keptMinor, fill: FILLS.kept },
    { name: "refunded", amountMinor: refundedMinor, fill: FILLS.refunded },
    { name: "still to capture", amountMinor: openMinor, fill: FILLS.open },
  ].filter((part) => part.amountMinor > 0);
  const words = parts.map((part) => `${formatMoney(part.amountMinor, currency)} ${part.name}`);
  const title = `Of ${formatMoney(authorizedMinor, currency)}: ${words.join(", ") || "nothing left"}`;
  let x = 0;
  return (
    <svg className="split w-full" viewBox="0 0 1000 12" preserveAspectRatio="none" role="img">
      <title>{title}</title>
      {parts.map((part) => {
        const width = (part.amountMinor / whole) * 1000;
        const from = x;
        x += width;
        return <rect key={part.name} x={from} y={0} width={width} height={12} fill={part.fill} />;
      })}
    </svg>
  );
}
