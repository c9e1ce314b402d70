/** The ways to pay with what is said beside each: written here, so that none of it is sent to the browser as code. */
import { formatMoney } from "@/components/ui/format";
import type { CheckoutView, PaymentMethodView } from "@/lib/orders/checkout-view";
import { PAYMENT_FORMS } from "./payment-forms";
import { PAYMENT_STEP } from "./payment-step-messages";

export type OfferedMethod = PaymentMethodView & {
  /** Under its name. */
  help: string | null;
  /** Beside its field, or in place of one. */
  hint: string | null;
  /** Beside the pay button; null: it costs nothing. */
  feeNote: string | null;
};

export const offeredMethods = ({
  paymentMethods,
  currency,
  isTest,
}: Pick<CheckoutView, "paymentMethods" | "currency" | "isTest">): OfferedMethod[] =>
  paymentMethods.map((method) => {
    const fee = method.feeMinor === 0 ? null : formatMoney(method.feeMinor, currency);
    const said = [method.description ?? helpOf(method), fee && PAYMENT_STEP.fee(fee)];
    return {
      ...method,
      help: method.isAway ? PAYMENT_STEP.away : said.filter(Boolean).join(" · ") || null,
      hint: hintOf(method, isTest),
      feeNote: fee && PAYMENT_STEP.feeNote(fee, method.name),
    };
  });

const helpOf = ({ sourceType }: PaymentMethodView): string | null =>
  PAYMENT_FORMS[sourceType].kind === "card" ? PAYMENT_STEP.cardHelp : null;

function hintOf(method: PaymentMethodView, isTest: boolean): string | null {
  const { kind } = PAYMENT_FORMS[method.sourceType];
  switch (kind) {
    case "card":
      return null;
    case "external":
      return isTest ? PAYMENT_STEP.codeHelpTest : PAYMENT_STEP.codeHelp(method.name);
    case "transfer":
      return [PAYMENT_STEP.transfer, method.instructions].filter(Boolean).join("\n\n");
    default:
      throw new Error(`Unknown: ${kind satisfies never}`);
  }
}
