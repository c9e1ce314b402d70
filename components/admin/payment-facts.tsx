import type { PaymentDetail } from "@/lib/payments/payment-view";
import { CopyText } from "./copy-text";
import { type Fact, FactsCard, factOf } from "./facts-card";
import { brandName, providerNameOf } from "./method-words";

/** What was paid with and what was checked; only what is known is listed. */
export function CardFacts({ payment }: { payment: PaymentDetail }) {
  const { instrument, method, checks } = payment;
  const card = cardWords(payment);
  const facts = [
    factOf("Card", card),
    factOf("Method", method.methodName),
    factOf("Issuer", instrument?.issuer || null),
    factOf("Ends", expiryWords(payment)),
    ...checks,
    { label: "Gateway", value: method.gatewayName },
    { label: "Mode", value: payment.mode === "test" ? "Test, no real money" : "Live" },
  ];
  const title = card === null ? "Method" : "Card and checks";
  return <FactsCard id="card-and-checks" title={title} facts={facts} />;
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
  const facts: (Fact | null)[] = [
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
    factOf(
      "Customer",
      customer.email === null ? null : (
        <CopyText text={customer.email} label="the e-mail" isId={false} />
      ),
    ),
  ];
  return <FactsCard id="references" title="References" facts={facts} />;
}

const SHOWN_LENGTH_MAX = 16;

/** Both ends tell one reference from another; the middle is there to copy. */
const shortened = (text: string): string =>
  text.length <= SHOWN_LENGTH_MAX ? text : `${text.slice(0, 10)}…${text.slice(-4)}`;
