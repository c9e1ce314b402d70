/** The ways to pay with what is said beside each: written here, so that none of it is sent to the browser as code. */
import type { CheckoutView, PaymentMethodView } from "@/lib/orders/checkout-view";
import { PAYMENT_FORMS } from "./payment-forms";
import { PAYMENT_STEP } from "./payment-step-messages";

export type OfferedMethod = PaymentMethodView & {
  /** Under its name. */
  help: string | null;
  /** Beside its field, or in place of one. */
  hint: string | null;
};

export const offeredMethods = ({
  paymentMethods,
  isTest,
}: Pick<CheckoutView, "paymentMethods" | "isTest">): OfferedMethod[] =>
  paymentMethods.map((method) => ({
    ...method,
    help: method.isAway ? PAYMENT_STEP.away : (method.description ?? helpOf(method)),
    hint: hintOf(method, isTest),
  }));

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
