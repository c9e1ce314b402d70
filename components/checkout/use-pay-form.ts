"use client";

import { type FormEvent, type RefObject, useActionState, useEffect, useState } from "react";
import { useKeptForm } from "@/components/ui/use-kept-form";
import type { PaymentMethodView } from "@/lib/orders/checkout-view";
import { checkAddress, type FieldIssue, readAddress } from "./contact-check";
import type { PayState } from "./pay-state";
import { PAYMENT_FORMS } from "./payment-forms";
import { tokenField } from "./payment-forms/card-fields";
import { codeField } from "./payment-forms/external";
import { PAYMENT } from "./payment-messages";
import { useCardFields } from "./use-card-fields";

type Options = {
  form: RefObject<HTMLFormElement | null>;
  initial: PayState;
  methods: readonly PaymentMethodView[];
  action: (previous: PayState, form: FormData) => Promise<PayState>;
};

const again = (state: PayState, issues: readonly FieldIssue[]): PayState => ({
  ...state,
  attempt: state.attempt + 1,
  issues,
  problem: null,
  told: null,
  said: null,
  decline: null,
});

/** One press of the pay button: check, ask the card's fields for a token, send; nothing while one is on its way. */
export function usePayForm({ form, initial, methods, action }: Options) {
  const [served, formAction] = useActionState(action, initial);
  const { state, pending, send, setState } = useKeptForm<PayState>({
    action,
    served,
    onLost: (previous) => ({ ...again(previous, []), problem: "lost" }),
  });
  const usable = methods.filter(({ isAway }) => !isAway);
  const first = (usable.find(({ id }) => id === state.typed.methodId) ?? usable[0])?.id ?? null;
  const cards = useCardFields(form, first);
  const [isReading, setReading] = useState(false);
  const isBusy = pending || isReading;

  // Back from the bank by the browser's own memory: the order may have moved on since.
  useEffect(() => {
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.reload();
    };
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, []);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const data = new FormData(event.currentTarget);
    const method = methods.find((one) => one.id === data.get("method"));
    const issues = issuesOf(data, method);
    if (issues.length > 0 || method === undefined) return setState(again(state, issues));
    if (PAYMENT_FORMS[method.sourceType].kind !== "card") return send(data);
    setReading(true);
    const fields = await cards.fieldsOf(method.id);
    const answer = await fields?.submit();
    setReading(false);
    if (answer?.ok !== true) {
      const message = answer?.message ?? PAYMENT.notLoaded(method.name);
      return setState(again(state, [{ field: `card-${method.id}`, message }]));
    }
    const { name, value } = tokenField(answer.token);
    data.set(name, value);
    send(data);
  };
  return { state, formAction, onSubmit, isBusy, cards };
}

/** What can be told before anything leaves the browser. */
function issuesOf(form: FormData, method: PaymentMethodView | undefined): readonly FieldIssue[] {
  if (method === undefined) return [{ field: "method", message: PAYMENT.methodMissing }];
  const isExternal = PAYMENT_FORMS[method.sourceType].kind === "external";
  const field = codeField(method.id);
  const code = String(form.get(field) ?? "").trim();
  const ofCode =
    isExternal && code === "" ? [{ field, message: PAYMENT.codeMissing(method.name) }] : [];
  const isSame = form.get("same_billing") !== null;
  return [...ofCode, ...(isSame ? [] : checkAddress(readAddress(form, "billing_"), "billing_"))];
}
