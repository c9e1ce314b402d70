export type FieldWords = { label: string; help?: string };

/** What merchants read of one kind of gateway. A field without words is called by its name. */
export type GatewayWords = {
  /** What it is, before one chooses it. */
  about: string;
  /** What is asked when the credentials are checked: "Stripe was asked …". */
  asks: string;
  fields: Readonly<Record<string, FieldWords>>;
};

/** What every provider's settings may have. */
export const COMMON_FIELDS: GatewayWords["fields"] = {
  authorization_days: {
    label: "Days an authorization holds",
    help: "Leave it empty for what is usual at the provider.",
  },
  timeout_ms: { label: "Longest wait for an answer, in milliseconds" },
};
