/**
 * The members that the documented answers show, read off the documents that this project was
 * created from: both generations of the API joined. A test holds every answer of the three
 * endpoints against these.
 */
type Members = {
  attributes: readonly string[];
  relationships: readonly string[];
  /** Not in the documented answers, but named by the API's own tables: served beside them. */
  besides: { attributes: readonly string[]; relationships: readonly string[] };
};

const COMMON = ["created_at", "updated_at", "reference", "reference_origin", "metadata"] as const;

/** A transfer's answer is shown nowhere: its members are those of the API's tables. */
const WIRE_TRANSFERS = {
  attributes: ["payment_instrument", ...COMMON],
  relationships: ["order", "versions", "event_stores"],
  besides: { attributes: [], relationships: ["payment_gateway"] },
} as const;

export const SEED_MEMBERS = {
  checkout_com_payments: {
    attributes: [
      "public_key",
      "payment_type",
      "token",
      "session_id",
      "success_url",
      "failure_url",
      "source_id",
      "customer_token",
      "redirect_uri",
      "payment_response",
      "mismatched_amounts",
      "payment_instrument",
      ...COMMON,
    ],
    relationships: ["order", "payment_gateway", "versions"],
    besides: { attributes: ["payment_session"], relationships: ["event_stores"] },
  },
  stripe_payments: {
    attributes: [
      "stripe_id",
      "client_secret",
      "connected_account",
      "charge_id",
      "publishable_key",
      "on_behalf_of",
      "transfer_group",
      "options",
      "payment_method",
      "mismatched_amounts",
      "return_url",
      "receipt_email",
      "payment_instrument",
      ...COMMON,
    ],
    relationships: ["order", "payment_gateway", "versions", "event_stores"],
    besides: { attributes: [], relationships: [] },
  },
  external_payments: {
    attributes: ["payment_source_token", "options", "payment_instrument", ...COMMON],
    relationships: ["order", "payment_gateway", "wallet", "versions"],
    besides: { attributes: [], relationships: ["event_stores"] },
  },
  wire_transfers: WIRE_TRANSFERS,
} as const satisfies Readonly<Record<string, Members>>;

/** `data.meta` of every resource. */
export const SEED_META = ["mode", "organization_id", "trace_id"] as const;
