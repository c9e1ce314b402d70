/**
 * What a request must look like. Every message is an error code of a 422 answer; a missing member
 * is
 * `<name>_required`, a wrong one `<name>_invalid`.
 */
import { z } from "zod";
import { isAmountAllowed, isCurrency } from "./currencies";
import { TEST_CARDS } from "./test-cards";

const AMOUNT_MAX = 999_999_999_999;
const ID = (prefix: string): RegExp => new RegExp(`^${prefix}_\\w{26}$`);

const coded = (name: string) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined ? `${name}_required` : `${name}_invalid`,
});
const text = (name: string, lengthMax: number) =>
  z.string(coded(name)).max(lengthMax, `${name}_invalid`);
const bool = (name: string) => z.boolean(coded(name));
const amount = (name: string) =>
  z
    .number(coded(name))
    .int(`${name}_invalid`)
    .min(0, `${name}_invalid`)
    .max(AMOUNT_MAX, `${name}_invalid`);
const anyObject = (name: string) => z.record(z.string(), z.unknown(), coded(name));
const oneOf = <const T extends readonly string[]>(name: string, values: T) =>
  z.enum(values, coded(name));
const timestamp = (name: string) =>
  z.string(coded(name)).refine((value) => !Number.isNaN(Date.parse(value)), `${name}_invalid`);
const webUrl = (name: string) => text(name, 1024).refine(isWebUrl, `${name}_invalid`);

function isWebUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url !== null && (url.protocol === "https:" || url.protocol === "http:");
}

const address = (name: string) =>
  z.looseObject(
    {
      address_line1: text(`${name}_address_line1`, 200).optional(),
      address_line2: text(`${name}_address_line2`, 200).optional(),
      city: text(`${name}_city`, 50).optional(),
      zip: text(`${name}_zip`, 50).optional(),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, `${name}_country_invalid`)
        .optional(),
    },
    coded(name),
  );

const cardMembers = {
  number: z
    .string(coded("card_number"))
    .refine((number) => number in TEST_CARDS, "card_number_invalid"),
  expiry_month: z.coerce
    .number(coded("card_expiry_month"))
    .int("card_expiry_month_invalid")
    .min(1, "card_expiry_month_invalid")
    .max(12, "card_expiry_month_invalid"),
  expiry_year: z.coerce
    .number(coded("card_expiry_year"))
    .int("card_expiry_year_invalid")
    .min(2000, "card_expiry_year_invalid")
    .max(2099, "card_expiry_year_invalid"),
  cvv: z
    .string(coded("cvv"))
    .regex(/^\d{3,4}$/, "cvv_invalid")
    .optional(),
  name: text("card_name", 255).optional(),
  billing_address: address("billing_address").optional(),
  phone: anyObject("phone").optional(),
};
export type CardMembers = z.infer<ReturnType<typeof cardObject>>;
const cardObject = () => z.object(cardMembers);

export const tokenRequest = z.looseObject({
  type: z.literal("card", coded("token_type")),
  ...cardMembers,
});

const source = z.discriminatedUnion(
  "type",
  [
    z.looseObject({
      type: z.literal("token"),
      token: text("token", 100),
      billing_address: address("billing_address").optional(),
      phone: anyObject("phone").optional(),
    }),
    z.looseObject({ type: z.literal("id"), id: text("source_id", 100), cvv: cardMembers.cvv }),
    z.looseObject({ type: z.literal("card"), ...cardMembers }),
  ],
  {
    error: (issue) =>
      issue.input === undefined ? "payment_source_required" : "payment_source_type_invalid",
  },
);

export const paymentRequest = z
  .looseObject({
    source,
    amount: amount("amount").optional(),
    currency: z.string(coded("currency")).refine(isCurrency, "currency_invalid"),
    payment_type: oneOf("payment_type", [
      "Regular",
      "Recurring",
      "MOTO",
      "Installment",
      "Unscheduled",
    ]).optional(),
    authorization_type: oneOf("authorization_type", ["Final", "Estimated"]).optional(),
    merchant_initiated: bool("merchant_initiated").optional(),
    previous_payment_id: text("previous_payment_id", 100).optional(),
    reference: text("reference", 50).optional(),
    description: text("description", 100).optional(),
    capture: bool("capture").optional(),
    capture_on: timestamp("capture_on").optional(),
    customer: z
      .looseObject(
        {
          id: z.string().regex(ID("cus"), "customer_id_invalid").optional(),
          email: z.email("customer_email_invalid").max(255, "customer_email_invalid").optional(),
          name: text("customer_name", 255).optional(),
        },
        coded("customer"),
      )
      .optional(),
    billing_descriptor: z
      .looseObject(
        {
          name: text("billing_descriptor_name", 25),
          city: text("billing_descriptor_city", 13),
        },
        coded("billing_descriptor"),
      )
      .optional(),
    shipping: z.looseObject({ address: address("shipping_address").optional() }).optional(),
    "3ds": z
      .looseObject(
        {
          enabled: bool("3ds_enabled").optional(),
          attempt_n3d: bool("3ds_attempt_n3d").optional(),
          allow_upgrade: bool("3ds_allow_upgrade").optional(),
          challenge_indicator: oneOf("3ds_challenge_indicator", [
            "no_preference",
            "no_challenge_requested",
            "challenge_requested",
            "challenge_requested_mandate",
          ]).optional(),
          exemption: text("3ds_exemption", 50).optional(),
        },
        coded("3ds"),
      )
      .optional(),
    processing_channel_id: z
      .string(coded("processing_channel_id"))
      .regex(ID("pc"), "processing_channel_id_invalid")
      .optional(),
    risk: z.looseObject({ enabled: bool("risk_enabled").optional() }, coded("risk")).optional(),
    success_url: webUrl("success_url").optional(),
    failure_url: webUrl("failure_url").optional(),
    payment_ip: z.union([z.ipv4(), z.ipv6()], { error: "payment_ip_invalid" }).optional(),
    items: z.array(z.unknown(), coded("items")).optional(),
    metadata: anyObject("metadata").optional(),
  })
  .superRefine((body, ctx) => {
    if (!isAmountAllowed(body.amount ?? 0, body.currency)) ctx.addIssue("amount_invalid");
    // The sandbox's accounts have no default URLs, which a real account may have in its dashboard.
    if (body["3ds"]?.enabled === true || body["3ds"]?.allow_upgrade === true) {
      if (body.success_url === undefined) ctx.addIssue("success_url_required");
      if (body.failure_url === undefined) ctx.addIssue("failure_url_required");
    }
  });
export type PaymentRequest = z.infer<typeof paymentRequest>;

export const captureRequest = z.looseObject({
  amount: amount("amount").optional(),
  capture_type: oneOf("capture_type", ["Final", "NonFinal"]).optional(),
  reference: text("reference", 50).optional(),
  metadata: anyObject("metadata").optional(),
});
export const refundRequest = captureRequest.omit({ capture_type: true });
export const voidRequest = refundRequest.omit({ amount: true });
export type ActionRequest = z.infer<typeof captureRequest>;

export type Checked<T> = { ok: true; value: T } | { ok: false; codes: string[] };

/** Checks a body; null counts as absent, and so does an empty body. `codes` has no duplicates. */
export function check<T>(schema: z.ZodType<T>, rawBody: Buffer): Checked<T> {
  const body = parse(rawBody);
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return { ok: false, codes: ["request_body_malformed"] };
  }
  const result = schema.safeParse(body);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, codes: [...new Set(result.error.issues.map((issue) => issue.message))] };
}

function parse(rawBody: Buffer): unknown {
  if (rawBody.length === 0) return {};
  try {
    return JSON.parse(rawBody.toString("utf8"), (_, value) => value ?? undefined);
  } catch {
    return null;
  }
}
