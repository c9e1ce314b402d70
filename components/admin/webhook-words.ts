import { declineOfCard, declineOfMethod } from "@/components/checkout/decline-sentences";
import type { EventView } from "@/lib/payments/payment-view";
import { wordsOf } from "./timeline-words";

type Told = Pick<EventView, "name" | "webhook" | "led" | "shopper" | "transaction">;

/** What an event leaves open: what a provider's event changed and how often it came; what a shopper read. */
export const toldOf = (event: Told): readonly string[] => [
  ...shopperWords(event),
  ...webhookWords(event),
];

function shopperWords({ shopper, transaction }: Told): readonly string[] {
  const code = transaction?.decline?.code;
  if (shopper === null || code === undefined) return [];
  const { sentence } =
    shopper.methodName === null
      ? declineOfCard(code, shopper.lastDigits)
      : declineOfMethod(code, shopper.methodName);
  return [`the shopper read “${sentence}”`];
}

function webhookWords({ name, webhook, led }: Told): readonly string[] {
  if (name !== "webhook.applied") return [];
  // What the order's money came to follows from the rest.
  const moved = led.filter((each) => each !== "order.payment_changed");
  const did = moved.map((each) => wordsOf({ name: each, transaction: null, changes: {} }).what);
  const words = did.length === 0 ? [] : [`led to: ${[...new Set(did)].join(", ")}`];
  const copies = webhook?.copiesCount ?? 0;
  if (copies === 0) return words;
  return [
    ...words,
    `${copies === 1 ? "1 copy" : `${copies} copies`} of it came too: nothing changed`,
  ];
}
