import { z } from "zod";
import { apiBaseSchema, authorizationDaysSchema, timeoutSchema } from "../settings";

/** A Stripe gateway's credentials and settings, in the names of the API. */
export const stripeConfigSchema = z.strictObject({
  /** The secret key, or a restricted one. */
  login: z.string().regex(/^(sk|rk)_\S+$/, "A Stripe secret key begins with sk_ or rk_."),
  /** What a browser knows; null: our own checkout cannot offer this gateway, API clients that know their key can. */
  publishable_key: z
    .string()
    .regex(/^pk_\S+$/, "A Stripe publishable key begins with pk_.")
    .nullable()
    .default(null),
  /** The Connect account that is charged and receives the money; null for the key's own. */
  connected_account: z.string().min(1).nullable().default(null),
  /** Offers what the Stripe dashboard has switched on; without it, cards only. */
  auto_payments: z.boolean().default(false),
  webhook_endpoint_id: z.string().nullable().default(null),
  webhook_endpoint_secret: z.string().min(1).nullable().default(null),
  /** Still accepted while the secret is being replaced. */
  webhook_endpoint_secret_previous: z.string().min(1).nullable().default(null),
  api_base: apiBaseSchema,
  authorization_days: authorizationDaysSchema,
  timeout_ms: timeoutSchema,
});

export type StripeConfig = z.infer<typeof stripeConfigSchema>;

export const STRIPE_SECRET_SETTINGS = [
  "login",
  "webhook_endpoint_secret",
  "webhook_endpoint_secret_previous",
] as const;
