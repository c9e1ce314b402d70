/** Trouble for whole payments, in the words of the sandbox's control API: see `sandbox/README.md`. */
import { z } from "zod";

export const PROVIDERS = ["stripe", "checkout_com", "external"] as const;
export const ANSWERS = ["as_card", "declines", "wrong_amount"] as const;
export const DECLINES = [
  "insufficient_funds",
  "refused",
  "expired_card",
  "incorrect_number",
  "incorrect_cvc",
  "suspected_fraud",
  "call_issuer",
  "processing_error",
] as const;
export const THREE_DS = ["as_card", "passes", "fails", "leaves"] as const;
export const CONNECTIONS = [
  "works",
  "slow",
  "lost_before",
  "lost_after",
  "cut_after",
  "error_503",
] as const;
export const WEBHOOKS = ["drop", "late", "twice", "reorder", "tamper"] as const;

/** `match` null: payments of any order. */
export const faultWish = z.object({
  provider: z.enum(PROVIDERS).nullable(),
  every: z.boolean(),
  match: z.string().nullable(),
  answer: z.enum(ANSWERS),
  decline: z.enum(DECLINES).nullable(),
  threeDs: z.enum(THREE_DS),
  connection: z.enum(CONNECTIONS),
  webhooks: z.array(z.enum(WEBHOOKS)),
});
export type FaultWish = z.infer<typeof faultWish>;
export type SandboxProvider = (typeof PROVIDERS)[number];

/** Set by somebody; `met` was for one payment, which has come. Times in milliseconds since 1970. */
export const paymentFault = faultWish.extend({
  id: z.string(),
  setAt: z.number(),
  metCount: z.number(),
  metAt: z.number().nullable(),
  state: z.enum(["waiting", "met", "stopped"]),
});
export type PaymentFault = z.infer<typeof paymentFault>;

/** A fault of single calls, set by HTTP alone. */
export const callFault = z.object({
  id: z.string(),
  provider: z.enum(PROVIDERS),
  operation: z.string().nullable(),
  kind: z.string(),
  count: z.number(),
  match: z.string().nullable(),
});
export type CallFault = z.infer<typeof callFault>;

/** Whether anything at all goes another way than usual. */
export const isTrouble = ({ answer, threeDs, connection, webhooks }: FaultWish): boolean =>
  answer !== "as_card" || threeDs !== "as_card" || connection !== "works" || webhooks.length > 0;
