/** What the gateway reads of the JSON:API document that the platform posts. */
import { z } from "zod";

const cents = z.number().int().min(0);
const resource = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  attributes: z
    .looseObject({
      payment_source_token: z.string().optional(),
      token: z.string().nullish(),
      gateway_transaction_id: z.string().nullish(),
      currency_code: z.string().nullish(),
      amount_cents: cents.nullish(),
      capture_amount_cents: cents.nullish(),
      refund_amount_cents: cents.nullish(),
      total_amount_with_taxes_cents: cents.nullish(),
      number: z.union([z.string(), z.number()]).nullish(),
      reference: z.string().nullish(),
    })
    .optional(),
});
const schema = z.looseObject({ data: resource, included: z.array(resource).optional() });

export type Instruction = {
  /** Null where the document names no amount. */
  amountMinor: number | null;
  currency: string | null;
  paymentSourceToken: string | null;
  /** The transaction acted on: a capture's authorization, a refund's capture. */
  parentToken: string | null;
  reference: string | null;
  metadata: Record<string, string>;
};
export type Action = "authorize" | "capture" | "void" | "refund" | "token";

/**
 * Null where the body is not such a document. An authorization's amount is the included order's
 * total.
 */
export function readInstruction(rawBody: Buffer, action: Action): Instruction | null {
  const parsed = schema.safeParse(parse(rawBody));
  if (!parsed.success) return null;
  const { data, included = [] } = parsed.data;
  const own = data.attributes ?? {};
  const order = included.find((candidate) => candidate.type === "orders");
  const total = order?.attributes?.total_amount_with_taxes_cents ?? null;
  const amounts = {
    authorize: total ?? own.amount_cents ?? null,
    capture: own.capture_amount_cents ?? own.amount_cents ?? null,
    void: own.amount_cents ?? null,
    refund: own.refund_amount_cents ?? own.amount_cents ?? null,
    token: null,
  };
  const isTransaction = action !== "authorize" && action !== "token";
  return {
    amountMinor: amounts[action],
    currency: own.currency_code ?? order?.attributes?.currency_code ?? null,
    paymentSourceToken: own.payment_source_token ?? null,
    parentToken: isTransaction ? (own.token ?? own.gateway_transaction_id ?? null) : null,
    reference: own.reference ?? order?.id ?? null,
    metadata: {
      ...(order?.id !== undefined && { order_id: order.id }),
      ...(order?.attributes?.number != null && { order_number: String(order.attributes.number) }),
      ...(data.id !== undefined && { resource_id: data.id }),
    },
  };
}

function parse(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString("utf8"));
  } catch {
    return null;
  }
}
