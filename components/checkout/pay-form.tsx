"use client";

import { type ReactNode, useRef } from "react";
import { formatMoney } from "@/components/ui/format";
import { SubmitButton } from "@/components/ui/submit-button";
import { BillingFields } from "./billing-fields";
import type { Country } from "./countries";
import { errorsByField } from "./form-state";
import type { OfferedMethod } from "./offered-methods";
import { declineWords, PayErrors } from "./pay-errors";
import { PayMethod } from "./pay-method";
import type { PayState } from "./pay-state";
import { PAYMENT_FORMS } from "./payment-forms";
import { codeField } from "./payment-forms/external";
import { PAYMENT } from "./payment-messages";
import { StepsPage } from "./steps-page";
import { usePayForm } from "./use-pay-form";

type Props = {
  token: string;
  initial: PayState;
  methods: readonly OfferedMethod[];
  currency: string;
  shopName: string;
  /** An attempt is open: the bill's address cannot change, only the way to pay. */
  isHeld: boolean;
  countries: readonly Country[];
  action: (previous: PayState, form: FormData) => Promise<PayState>;
  pageTitle: string;
  /** What is paid for and where it goes: "4 items to Mara Vogel, …". */
  review: string;
  before: ReactNode;
  /** Above the methods: an open question of the bank. */
  notice: ReactNode;
  terms: ReactNode;
};

/** A client leaf because the card's fields live in the browser; everything else of it works without JavaScript. */
export function PayForm(props: Props) {
  const { methods, currency } = props;
  const form = useRef<HTMLFormElement>(null);
  const { state, formAction, onSubmit, isBusy, cards } = usePayForm({ form, ...props });

  const errors = errorsByField(state.issues);
  const errorOf = (method: OfferedMethod): string | undefined => {
    if (state.decline?.methodId === method.id) return declineWords(state.decline, methods).sentence;
    return errors[`card-${method.id}`] ?? errors[codeField(method.id)];
  };
  const chosen = methods.find(({ id }) => id === cards.chosenId);
  const totalMinor = chosen?.totalMinor ?? state.totalMinor;
  const amount = formatMoney(totalMinor, currency);
  const isSentLater = chosen && PAYMENT_FORMS[chosen.sourceType].kind === "transfer";
  return (
    <StepsPage
      name="payment"
      pageTitle={props.pageTitle}
      hasErrors={state.issues.length > 0 || state.problem !== null || state.decline !== null}
      errors={
        <PayErrors state={state} methods={methods} currency={currency} onWay={cards.choose} />
      }
      before={props.before}
      after={null}
    >
      {props.notice}
      <form
        ref={form}
        action={formAction}
        onSubmit={onSubmit}
        className="grid gap-5"
        noValidate
        onChange={({ target }) => {
          if (target instanceof HTMLInputElement && target.name === "method") {
            cards.setChosenId(target.value);
          }
        }}
      >
        <input type="hidden" name="order" value={props.token} autoComplete="off" />
        <input type="hidden" name="nonce" value={state.nonce} autoComplete="off" />
        <input type="hidden" name="shown_total" value={totalMinor} autoComplete="off" />
        <fieldset className="options" id="method">
          <legend className="vh">{PAYMENT.legend}</legend>
          {methods.map((method) => (
            <PayMethod
              key={`${method.id}-${method.isAway}`}
              method={method}
              shopName={props.shopName}
              isChosen={method.id === cards.chosenId}
              typedCode={method.id === state.typed.methodId ? state.typed.code : ""}
              error={errorOf(method)}
              currency={currency}
              onFields={cards.onFields}
            />
          ))}
        </fieldset>
        {props.isHeld ? (
          <input type="hidden" name="same_billing" value="1" />
        ) : (
          <BillingFields typed={state.typed} errors={errors} countries={props.countries} />
        )}
        <div className="review">
          <p>
            <b className="strong">{PAYMENT.once(amount, props.shopName)}</b>
          </p>
          {chosen?.feeNote ? <p>{chosen.feeNote}</p> : null}
          <p className="muted">{props.review}</p>
        </div>
        <div className="stack stack--2">
          <SubmitButton
            pending={isBusy}
            size="pay"
            label={isSentLater ? PAYMENT.place : PAYMENT.pay(amount)}
            workingLabel={isSentLater ? PAYMENT.placing : PAYMENT.paying(amount)}
          />
          {props.terms}
        </div>
      </form>
    </StepsPage>
  );
}
