import { z } from "zod";

/** What a client or our checkout may give for a `stripe_payments`. */
export const stripeSourceSchema = z.strictObject({
  /** An intent that the client made itself; together with its secret. */
  stripe_id: z
    .string()
    .regex(/^pi_\w+$/, "must be a payment intent's id")
    .nullish(),
  client_secret: z
    .string()
    .regex(/^pi_\w+_secret_\w+$/, "must be an intent's secret")
    .nullish(),
  /** Of these only `setup_future_usage`, `customer` and `payment_method` reach Stripe. */
  options: z.record(z.string(), z.json()).nullish(),
  return_url: z.url().nullish(),
  receipt_email: z.email().nullish(),
  /** From our card form: the card, not yet charged. */
  confirmation_token: z
    .string()
    .regex(/^ctoken_\w+$/, "must be a confirmation token")
    .nullish(),
});

export type StripeSource = z.infer<typeof stripeSourceSchema>;

export const STRIPE_SECRET_ATTRIBUTES = ["client_secret", "confirmation_token"] as const;

const optionsSchema = z.object({
  setup_future_usage: z.enum(["on_session", "off_session"]).optional().catch(undefined),
  customer: z.string().optional().catch(undefined),
  payment_method: z.string().optional().catch(undefined),
});
export type StripeOptions = z.infer<typeof optionsSchema>;

/** The options that Stripe is told; whatever else they hold is kept, and not sent. */
export const optionsOf = (source: StripeSource): StripeOptions =>
  optionsSchema.parse(source.options ?? {});
