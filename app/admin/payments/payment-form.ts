import { z } from "zod";
import { formatMoney } from "@/components/ui/format";
import {
  adminAction,
  type Begun,
  type Done,
  type Refused,
  refused,
} from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import type { UseCaseError } from "@/lib/errors";
import type { CurrencyCode } from "@/lib/money/money";
import { type AmountFault, amountText, parseAmount } from "@/lib/money/parse-amount";
import type { PaymentState } from "@/lib/payments/store";
import { err, ok, type Result } from "@/lib/result";
import { refusalOf } from "../refusal-words";

/** What every form of a payment carries: which payment, and the nonce of the page that showed it. */
const formSchema = z.object({ payment: z.string().min(1).max(64), nonce: z.uuid() });

export type OnPayment = Begun & { state: PaymentState; paymentId: string; nonce: string };
export type Answer = Result<Done, Refused>;

export const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

/** One press on a payment's page: the payment as it stands, and the key that makes a double click one operation. */
export function onPayment(
  previous: FormState,
  form: FormData,
  work: (given: OnPayment) => Promise<Answer>,
): Promise<FormState> {
  const parsed = formSchema.safeParse({
    payment: textIn(form, "payment"),
    nonce: textIn(form, "nonce"),
  });
  const path = parsed.success
    ? `/admin/payments/${encodeURIComponent(parsed.data.payment)}`
    : "/admin/payments";
  return adminAction(previous, { path, permission: "operate" }, async (begun) => {
    if (!parsed.success) return err(STRANGE);
    const { payment: paymentId, nonce } = parsed.data;
    const state = await begun.deps.payments.find({ sourceId: paymentId });
    return state ? work({ ...begun, state, paymentId, nonce }) : err(STRANGE);
  });
}

const STRANGE = refused("Nothing was changed", {
  field: null,
  text: "The form was not complete. Open this page anew and try again.",
});

/** The refusal of a use case; what it says of an amount, a reason or a note stands at the field. */
export const refusalOn = (error: UseCaseError): { ok: false; error: Refused } =>
  err(refusalOf(error, (path) => FIELDS.get(path) ?? null));

const FIELDS: ReadonlyMap<string, string> = new Map([
  ["amount", "amount"],
  ["amount_cents", "amount"],
  ["reason", "reason"],
  ["note", "note"],
]);

/** The form's amount in minor units, or what to mend at its field. */
export function amountIn(form: FormData, currency: CurrencyCode): Result<number, Refused> {
  const parsed = parseAmount(textIn(form, "amount"), currency);
  if (parsed.ok) return ok(parsed.value);
  const text = amountWords(parsed.error, currency);
  return err(refused("Nothing was changed yet", { field: "amount", text }));
}

const EXAMPLE_MINOR = 23_000;

export function amountWords(fault: AmountFault, currency: CurrencyCode): string {
  const example = amountText(EXAMPLE_MINOR, currency);
  switch (fault) {
    case "missing":
      return `Enter an amount, like ${example}`;
    case "no_amount":
      return `Enter the amount in figures, like ${example}`;
    case "unclear":
      return `Write all decimals, so that it cannot be misread: like ${example}`;
    case "too_precise":
      return `${currency} has fewer decimals: enter an amount like ${example}`;
    case "zero":
      return `Enter more than nothing, like ${example}`;
    case "too_large":
      return `That is more than an amount can be. Enter one like ${example}`;
    default:
      throw new Error(`Unknown: ${JSON.stringify(fault satisfies never)}`);
  }
}

export const moneyOf = ({ amountMinor, currency }: { amountMinor: number; currency: string }) =>
  formatMoney(amountMinor, currency);
