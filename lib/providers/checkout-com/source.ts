import { z } from "zod";

/** What a client or our checkout may give for a `checkout_com_payments`. */
export const checkoutComSourceSchema = z.strictObject({
  payment_type: z.literal("token").default("token"),
  /**
   * A single-use card token (`tok_`, 15 minutes), a kept source (`src_`), or a payment that the
   * browser has made itself (`pay_`).
   */
  token: z
    .string()
    .regex(/^(tok|src|pay)_\w+$/, "must be a token of Checkout.com")
    .nullish(),
  /** What a 3DS page brought back. */
  session_id: z
    .string()
    .regex(/^sid_\w+$/, "must be a session of Checkout.com")
    .nullish(),
  success_url: z.url().nullish(),
  failure_url: z.url().nullish(),
});

export type CheckoutComSource = z.infer<typeof checkoutComSourceSchema>;

export const CHECKOUT_COM_SECRET_ATTRIBUTES = [
  "token",
  "customer_token",
  "payment_session",
] as const;
