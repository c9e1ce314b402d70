import { z } from "zod";
import {
  type AddressValues,
  checkAddress,
  type FieldIssue,
  readAddress,
} from "@/components/checkout/contact-check";
import { codeField } from "@/components/checkout/payment-forms/external";
import { PAYMENT } from "@/components/checkout/payment-messages";
import type { PaymentSourceType } from "@/lib/gateway-types";
import type { JsonObject } from "@/lib/json";
import type { PaymentMethodView } from "@/lib/orders/checkout-view";

const text = (max: number) => z.string().trim().max(max);
const token = text(500).optional();

/** What the pay form carries; everything else in it is an address. */
const schema = z.object({
  order: text(200).min(1),
  nonce: text(100).min(16),
  shown_total: z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
  method: text(64).optional(),
  same_billing: z.literal("1").optional(),
  payment_source_token: token,
  confirmation_token: token,
  token,
});
export type PayFormInput = z.infer<typeof schema> & { billing: AddressValues };

/** Null when the form is not one of ours. Of several codes typed that of the chosen method counts. */
export function readPayForm(form: FormData): PayFormInput | null {
  const code = form.get(codeField(String(form.get("method"))));
  const parsed = schema.safeParse({
    ...Object.fromEntries(form),
    payment_source_token: code ?? undefined,
  });
  return parsed.success ? { ...parsed.data, billing: readAddress(form, "billing_") } : null;
}

/** Where the issues of a method's own field stand; at its name where it has none. */
export function fieldOfMethod({ id, sourceType }: PaymentMethodView): string {
  if (ATTRIBUTE[sourceType] === null) return `method-${id}`;
  return sourceType === "external_payments" ? codeField(id) : `card-${id}`;
}

/** The attribute that each kind of payment source is made of, in the API's names; null: of none. */
const ATTRIBUTE = {
  stripe_payments: "confirmation_token",
  checkout_com_payments: "token",
  external_payments: "payment_source_token",
  wire_transfers: null,
} as const satisfies Record<PaymentSourceType, keyof PayFormInput | null>;

/** What the method's fields gave; null when they gave nothing (no JavaScript, or nothing typed). */
export function attributesOf(method: PaymentMethodView, input: PayFormInput): JsonObject | null {
  const name = ATTRIBUTE[method.sourceType];
  if (name === null) return {};
  const value = input[name];
  return value === undefined || value === "" ? null : { [name]: value };
}

/** What must be mended before anyone is asked for money. */
export function issuesOfPayForm(
  input: PayFormInput,
  method: PaymentMethodView | undefined,
): readonly FieldIssue[] {
  if (method === undefined) return [{ field: "method", message: PAYMENT.methodMissing }];
  const isExternal = method.sourceType === "external_payments";
  const message = isExternal ? PAYMENT.codeMissing(method.name) : PAYMENT.cardMissing;
  const ofMethod =
    attributesOf(method, input) === null ? [{ field: fieldOfMethod(method), message }] : [];
  const ofBilling = input.same_billing === undefined ? checkAddress(input.billing, "billing_") : [];
  return [...ofMethod, ...ofBilling];
}
