import type { PaymentMethodView } from "@/lib/orders/checkout-view";

/** What a card's fields give in place of the card: single use, and worthless to anyone else. */
export type CardToken =
  | { kind: "confirmation_token"; id: string }
  | { kind: "token"; token: string };

/** `message` says how to mend it, in the shopper's words. */
export type CardAnswer = { ok: true; token: CardToken } | { ok: false; message: string };

/** One card form, whoever holds its fields: the pay button knows nothing more of it. Never throws. */
export type CardFields = {
  submit: () => Promise<CardAnswer>;
  focus: () => void;
};

export type CardFormProps = {
  method: PaymentMethodView;
  /** Who holds the fields: "Stripe". */
  holder: string;
  /** Fields load when they are first seen; hidden ones keep what was typed. */
  isChosen: boolean;
  amountMinor: number;
  currency: string;
  /** Told once the fields can be used, and null when they are gone. */
  onFields: (methodId: string, fields: CardFields | null) => void;
};

export const tokenField = (token: CardToken): { name: string; value: string } =>
  token.kind === "confirmation_token"
    ? { name: "confirmation_token", value: token.id }
    : { name: "token", value: token.token };
