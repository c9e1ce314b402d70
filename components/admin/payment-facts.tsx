import type { ReactNode } from "react";
import type { PaymentDetail } from "@/lib/payments/payment-view";
import { CopyText } from "./copy-text";
import { brandName, providerNameOf } from "./method-words";

type Fact = { label: string; value: ReactNode };

function Facts({ id, title, facts }: { id: string; title: string; facts: readonly Fact[] }) {
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card__head">
        <h2 id={id}>{title}</h2>
      </div>
      <div className="card__body">
        <dl className="facts">
          {facts.map((fact) => (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

/** What was paid with and what was checked; only what is known is listed. */
export function CardFacts({ payment }: { payment: PaymentDetail }) {
  const { instrument, method, checks } = payment;
  const facts: Fact[] = [];
  const card = cardWords(payment);
  if (card !== null) facts.push({ label: "Card", value: card });
  if (method.methodName !== null) facts.push({ label: "Method", value: method.methodName });
  if (instrument?.issuer) facts.push({ label: "Issuer", value: instrument.issuer });
  const expiry = expiryWords(payment);
  if (expiry !== null) facts.push({ label: "Ends", value: expiry });
  facts.push(...checks, { label: "Gateway", value: method.gatewayName });
  facts.push({ label: "Mode", value: payment.mode === "test" ? "Test, no real money" : "Live" });
  const title = card === null ? "Method" : "Card and checks";
  return <Facts id="card-and-checks" title={title} facts={facts} />;
}

function cardWords({ method }: PaymentDetail): string | null {
  const { cardBrand, cardLastDigits } = method;
  if (cardLastDigits === null) return cardBrand === null ? null : brandName(cardBrand);
  return `${cardBrand === null ? "Card" : brandName(cardBrand)} ending ${cardLastDigits}`;
}

function expiryWords({ instrument }: PaymentDetail): string | null {
  const month = instrument?.card_expiry_month ?? null;
  const year = instrument?.card_expiry_year ?? null;
  if (month === null || year === null) return null;
  return `${String(month).padStart(2, "0")}/${String(year % 100).padStart(2, "0")}`;
}

/** What this payment is called here and at the provider, each with a key that copies it. */
export function References({ payment }: { payment: PaymentDetail }) {
  const { reference, order, customer, id } = payment;
  const facts: Fact[] = [
    {
      label: providerNameOf(payment.method),
      value:
        reference === null ? (
          <span className="muted">None yet</span>
        ) : (
          <CopyText
            text={reference}
            label="the provider’s reference"
            shown={shortened(reference)}
          />
        ),
    },
    { label: "Payment", value: <CopyText text={id} label="the payment’s id" /> },
    { label: "Order", value: <CopyText text={order.id} label="the order’s id" /> },
    ...(customer.email === null
      ? []
      : [
          {
            label: "Customer",
            value: <CopyText text={customer.email} label="the e-mail" isId={false} />,
          },
        ]),
  ];
  return <Facts id="references" title="References" facts={facts} />;
}

const SHOWN_LENGTH_MAX = 16;

/** Both ends tell one reference from another; the middle is there to copy. */
const shortened = (text: string): string =>
  text.length <= SHOWN_LENGTH_MAX ? text : `${text.slice(0, 10)}…${text.slice(-4)}`;
