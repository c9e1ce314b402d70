import { z } from "zod";
import { apiBaseSchema, authorizationDaysSchema, timeoutSchema } from "../settings";

/** A Checkout.com gateway's credentials and settings, in the names of the API. */
export const checkoutComConfigSchema = z
  .strictObject({
    secret_key: z.string().regex(/^sk_\S+$/, "A Checkout.com secret key begins with sk_."),
    public_key: z.string().regex(/^pk_\S+$/, "A Checkout.com public key begins with pk_."),
    /** The first eight characters of the account's client id: every account has its own host. */
    subdomain: z
      .string()
      .regex(/^(?:pl-)?[a-z0-9]+$/, "The subdomain has lower-case letters and digits only.")
      .nullable()
      .default(null),
    /** Needed where the account has several (`pc_…`). */
    processing_channel_id: z
      .string()
      .regex(/^pc_\w+$/, "A processing channel begins with pc_.")
      .nullable()
      .default(null),
    three_ds: z.boolean().default(true),
    webhook_endpoint_id: z.string().nullable().default(null),
    webhook_endpoint_secret: z.string().min(1).nullable().default(null),
    /** Still accepted while the secret is being replaced. */
    webhook_endpoint_secret_previous: z.string().min(1).nullable().default(null),
    api_base: apiBaseSchema,
    authorization_days: authorizationDaysSchema,
    timeout_ms: timeoutSchema,
  })
  .refine(({ subdomain, api_base }) => subdomain !== null || api_base !== null, {
    path: ["subdomain"],
    message: "Checkout.com needs the account's subdomain.",
  });

export type CheckoutComConfig = z.infer<typeof checkoutComConfigSchema>;

export const CHECKOUT_COM_SECRET_SETTINGS = [
  "secret_key",
  "webhook_endpoint_secret",
  "webhook_endpoint_secret_previous",
] as const;

/**
 * Where the account's API answers (api-reference.checkout.com, "Base URLs"). Ours to work out: the
 * SDK lets environment variables choose between sandbox and live.
 */
export function hostOf(config: CheckoutComConfig): string {
  if (config.api_base !== null) return config.api_base;
  const isTest = /^sk_(sbox|test)_/.test(config.secret_key);
  return `https://${config.subdomain}.api.${isTest ? "sandbox." : ""}checkout.com`;
}
