"use client";

import { type FocusEvent, type FormEvent, type ReactNode, useActionState, useState } from "react";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { AddressFields } from "./address-fields";
import {
  ADDRESS_FIELDS,
  checkAddress,
  checkAddressField,
  checkEmail,
  readAddress,
} from "./contact-check";
import type { Country } from "./countries";
import { FormErrors } from "./form-errors";
import { type ContactState, errorsByField } from "./form-state";
import { CONTACT } from "./messages";
import { StepsPage } from "./steps-page";

type Props = {
  token: string;
  initial: ContactState;
  countries: readonly Country[];
  isEdit: boolean;
  action: (previous: ContactState, form: FormData) => Promise<ContactState>;
  pageTitle: string;
  aside?: ReactNode;
  after: ReactNode;
};

const emailOf = (form: FormData) => String(form.get("email") ?? "");

function issuesOf(form: FormData) {
  const email = checkEmail(emailOf(form));
  return [
    ...(email === null ? [] : [{ field: "email", message: email }]),
    ...checkAddress(readAddress(form)),
  ];
}

function checkOne(name: string, form: FormData): string | null {
  if (name === "email") return checkEmail(emailOf(form));
  const field = ADDRESS_FIELDS.find((one) => one === name);
  return field === undefined ? null : checkAddressField(field, readAddress(form));
}

/** A client leaf for two reasons: fields are checked on leaving them, and what was typed is kept whatever happens. */
export function ContactForm(props: Props) {
  const [served, formAction] = useActionState(props.action, props.initial);
  const { state, pending, send, setState } = useKeptForm<ContactState>({
    action: props.action,
    served,
    onLost: (previous) => ({
      ...previous,
      issues: [],
      problem: "lost",
      attempt: previous.attempt + 1,
    }),
  });
  const [left, setLeft] = useState<Record<string, string | undefined>>({});
  const errors = { ...errorsByField(state.issues), ...left };

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    const issues = issuesOf(form);
    setLeft({});
    if (issues.length === 0) return send(form);
    setState({ ...state, issues, problem: null, attempt: state.attempt + 1 });
  };

  // An error that appears while the button is being pressed would move the button away from under the finger.
  const onBlur = (event: FocusEvent<HTMLFormElement>) => {
    const { target } = event;
    const isInput = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (!isInput || event.relatedTarget instanceof HTMLButtonElement) return;
    const hasError = errors[target.name] !== undefined;
    if (target.value === "" && !hasError) return;
    const message = checkOne(target.name, new FormData(event.currentTarget));
    setLeft((before) => ({ ...before, [target.name]: message ?? undefined }));
  };

  const email = { id: "email", label: CONTACT.email, help: CONTACT.emailHelp, error: errors.email };
  return (
    <StepsPage
      name="contact"
      pageTitle={props.pageTitle}
      hasErrors={state.issues.length > 0 || state.problem !== null}
      errors={<FormErrors issues={state.issues} problem={state.problem} attempt={state.attempt} />}
      aside={props.aside}
      before={null}
      after={props.after}
    >
      <form action={formAction} onSubmit={onSubmit} onBlur={onBlur} className="fields" noValidate>
        <input type="hidden" name="order" value={props.token} />
        <TextField
          frame={email}
          name="email"
          type="email"
          autoComplete="email"
          defaultValue={state.email}
        />
        <AddressFields
          prefix=""
          values={state.address}
          errors={errors}
          countries={props.countries}
          hasPhone
        />
        <div>
          <SubmitButton
            pending={pending}
            size="wide"
            className="min-h-[52px]"
            label={props.isEdit ? CONTACT.submitEdit : CONTACT.submit}
            workingLabel={CONTACT.working}
          />
        </div>
      </form>
    </StepsPage>
  );
}
