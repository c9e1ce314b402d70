import type { DeclineCode } from "@/lib/providers/decline";

export type DeclineWords = {
  /** What happened: the heading. */
  title: string;
  /** What to do, in the shopper's words; never the provider's own text. */
  sentence: string;
};

type Card = { lastDigits: string | null };

const onCard = ({ lastDigits }: Card) =>
  lastDigits === null ? "this card" : `the card ending ${lastDigits}`;

const SAID_NO = "Your bank said no to this card";
const callOrAnother = {
  title: SAID_NO,
  sentence: "Your bank said no to this card. Pay with another card, or call your bank.",
};

/** Every decline code, so that a new one does not compile without its sentence. */
const OF_CARD: Record<DeclineCode, (card: Card) => DeclineWords> = {
  insufficient_funds: (card) => ({
    title: SAID_NO,
    sentence: `There is not enough money on ${onCard(card)}. Enter another card.`,
  }),
  card_declined: () => callOrAnother,
  suspected_fraud: () => callOrAnother,
  unknown: () => callOrAnother,
  expired_card: () => ({
    title: SAID_NO,
    sentence: "This card has ended: check the date, or enter another card.",
  }),
  incorrect_number: () => ({
    title: "The card number is not right",
    sentence: "Check the card number and enter it again.",
  }),
  incorrect_cvc: () => ({
    title: "The security code is not right",
    sentence: "Check the security code: 3 digits on the back, 4 on the front of American Express.",
  }),
  authentication_failed: () => ({
    title: "Your bank could not confirm it was you",
    sentence: "Your bank could not confirm it was you. Try again, or enter another card.",
  }),
  call_issuer: () => ({
    title: "Your bank wants to talk to you first",
    sentence: "Call the number on your card, then pay again.",
  }),
  processing_error: () => ({
    title: "The payment did not go through",
    sentence:
      "The payment did not go through. Pay again in a minute, or choose another way to pay.",
  }),
};

/** What the shopper reads after a card was declined. */
export const declineOfCard = (code: DeclineCode, lastDigits: string | null): DeclineWords =>
  OF_CARD[code]({ lastDigits });

/** The same for a method without a card (an external gateway): no word of cards. */
export function declineOfMethod(code: DeclineCode, method: string): DeclineWords {
  if (code === "processing_error") return OF_CARD.processing_error({ lastDigits: null });
  const title = `${method} said no to this payment`;
  return code === "insufficient_funds"
    ? { title, sentence: "There is not enough money on the account. Pay another way." }
    : { title, sentence: `${title}. Try again, or pay another way.` };
}
