import { z } from "zod";
import { holdsCardNumber } from "../card-number";

/** What a client or our checkout may give for an `external_payments`. */
export const externalSourceSchema = z.strictObject({
  payment_source_token: z
    .string()
    .min(1)
    .max(255)
    .refine((token) => !holdsCardNumber(token), {
      message: "looks like a card number: send a token that stands for it",
    }),
  options: z.record(z.string(), z.json()).nullish(),
});

export type ExternalSource = z.infer<typeof externalSourceSchema>;

export const EXTERNAL_SECRET_ATTRIBUTES = ["payment_source_token"] as const;
