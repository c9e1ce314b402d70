import { z } from "zod";
import { refuseUrl } from "../http";
import { authorizationDaysSchema, timeoutSchema } from "../settings";

const addressSchema = z.url().nullable().default(null);
const ADDRESSES = ["authorize_url", "capture_url", "void_url", "refund_url", "token_url"] as const;

/**
 * An external gateway's addresses and secret, in the names of the API. Every address is optional.
 */
export const externalConfigSchema = z
  .strictObject({
    authorize_url: addressSchema,
    capture_url: addressSchema,
    void_url: addressSchema,
    refund_url: addressSchema,
    token_url: addressSchema,
    /** What is told beside the payment instead of what is usual, as paths of relationships. */
    external_includes: z.array(z.string()).nullable().default(null),
    /** Signs what we send and what is called back. */
    shared_secret: z.string().min(1),
    /** Still accepted on callbacks while the secret is being replaced. */
    shared_secret_previous: z.string().min(1).nullable().default(null),
    /** The gateway acts once for one `Idempotency-Key`: only then may a call be repeated. */
    honours_idempotency_keys: z.boolean().default(false),
    /** Test mode: addresses on this machine, by http, are allowed. */
    allow_loopback: z.boolean().default(false),
    authorization_days: authorizationDaysSchema,
    timeout_ms: timeoutSchema,
  })
  .superRefine((config, context) => {
    for (const name of ADDRESSES) {
      const address = config[name];
      // What is no address at all was said already.
      if (address === null || !URL.canParse(address)) continue;
      const refusal = refuseUrl(new URL(address), ruleOf(config));
      if (refusal !== null) context.addIssue({ code: "custom", path: [name], message: refusal });
    }
  });

export type ExternalConfig = z.infer<typeof externalConfigSchema>;

export const EXTERNAL_SECRET_SETTINGS = ["shared_secret", "shared_secret_previous"] as const;

/** Where its addresses may lead; names are checked again each time they are resolved. */
export const ruleOf = ({ allow_loopback }: { allow_loopback: boolean }) =>
  allow_loopback ? "public_or_loopback" : "public";
