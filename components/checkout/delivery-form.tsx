"use client";

import { type ReactNode, useActionState } from "react";
import { FieldError } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { FormErrors } from "./form-errors";
import { type DeliveryState, errorsByField } from "./form-state";
import { DELIVERY } from "./messages";
import { StepsPage } from "./steps-page";

export type DeliveryChoice = {
  id: string;
  name: string;
  /** "Tuesday 24 to Wednesday 25 November"; null where no days are promised. */
  days: string | null;
  price: string;
};

type Props = {
  token: string;
  choices: readonly DeliveryChoice[];
  chosenId: string | null;
  action: (previous: DeliveryState, form: FormData) => Promise<DeliveryState>;
  pageTitle: string;
  aside?: ReactNode;
  before: ReactNode;
  after: ReactNode;
};

const INITIAL: DeliveryState = { attempt: 0, issues: [], problem: null };

/** A client leaf for one reason: a lost connection is said here, and the choice stays. */
export function DeliveryForm(props: Props) {
  const [served, formAction] = useActionState(props.action, INITIAL);
  const { state, pending, onSubmit } = useKeptForm<DeliveryState>({
    action: props.action,
    served,
    onLost: ({ attempt }) => ({ attempt: attempt + 1, issues: [], problem: "lost" }),
  });
  const first = props.choices[0]?.id;
  const checked = props.chosenId ?? first;
  const error = errorsByField(state.issues).method;
  return (
    <StepsPage
      name="delivery"
      pageTitle={props.pageTitle}
      hasErrors={state.issues.length > 0 || state.problem !== null}
      errors={<FormErrors issues={state.issues} problem={state.problem} attempt={state.attempt} />}
      aside={props.aside}
      before={props.before}
      after={props.after}
    >
      <form action={formAction} onSubmit={onSubmit} className="stack stack--6" noValidate>
        <input type="hidden" name="order" value={props.token} />
        <fieldset className="options" id="method">
          <legend>{DELIVERY.legend}</legend>
          {error === undefined ? null : <FieldError id="method-e">{error}</FieldError>}
          {props.choices.map((choice) => (
            <div className="option" key={choice.id}>
              <label htmlFor={`delivery-${choice.id}`}>
                <input
                  type="radio"
                  name="method"
                  id={`delivery-${choice.id}`}
                  value={choice.id}
                  defaultChecked={choice.id === checked}
                />
                <span>
                  <span className="option__name">{choice.name}</span>
                  {choice.days === null ? null : (
                    <span className="option__help">{choice.days}</span>
                  )}
                </span>
                <span className="strong">
                  <bdi>{choice.price}</bdi>
                </span>
              </label>
            </div>
          ))}
        </fieldset>
        <SubmitButton
          pending={pending}
          size="wide"
          className="min-h-[52px]"
          label={DELIVERY.submit}
          workingLabel={DELIVERY.working}
        />
      </form>
    </StepsPage>
  );
}
