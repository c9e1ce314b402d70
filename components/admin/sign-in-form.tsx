"use client";

import { useActionState } from "react";
import { type ErrorLink, ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { PageTitle } from "@/components/ui/page-title";
import { SubmitButton } from "@/components/ui/submit-button";

export type SignInState = {
  email: string;
  /** By field; both words and order are those of the form. */
  errors: { email?: string; password?: string; code?: string };
  /** What concerns both: a wrong pair, too many tries. */
  problem: { title: string; text: string } | null;
  /** Given back by whoever owes a code now: the password was right. Null: it is asked for. */
  pending: string | null;
  /** Rises with every answer. */
  attempt: number;
};

const TITLE = "Sign in – Kassa";

/**
 * Posts to a server action that verifies and sets the session: works without JavaScript. A client
 * leaf for the action's answer, and so that the summary of errors takes the focus.
 */
export function SignInForm(props: {
  action: (previous: SignInState, form: FormData) => Promise<SignInState>;
  initial: SignInState;
  next: string;
}) {
  const [state, action] = useActionState(props.action, props.initial);
  const links = linksOf(state);
  return (
    <>
      <PageTitle title={TITLE} hasError={links.length > 0} />
      {links.length === 0 ? null : (
        <ErrorSummary
          title={state.problem?.title ?? "You are not signed in yet"}
          links={links}
          attempt={state.attempt}
        />
      )}
      <h1>Sign in</h1>
      <form action={action} className="bank__card" noValidate>
        <input type="hidden" name="next" value={props.next} />
        {state.pending === null ? (
          <PasswordFields state={state} />
        ) : (
          <CodeField state={state} pending={state.pending} />
        )}
        <SubmitButton label="Sign in" workingLabel="Signing in" size="wide" />
      </form>
    </>
  );
}

function linksOf({ errors, problem }: SignInState): ErrorLink[] {
  const { email, password, code } = errors;
  return [
    ...(email === undefined ? [] : [{ href: "#email", text: email }]),
    ...(password === undefined ? [] : [{ href: "#password", text: password }]),
    ...(code === undefined ? [] : [{ href: "#code", text: code }]),
    ...(problem === null ? [] : [{ href: "#email", text: problem.text }]),
  ];
}

function PasswordFields({ state }: { state: SignInState }) {
  const { email, password } = state.errors;
  return (
    <>
      <TextField
        frame={{ id: "email", label: "E-mail", error: email }}
        name="email"
        type="email"
        autoComplete="username"
        spellCheck={false}
        required
        defaultValue={state.email}
      />
      <TextField
        frame={{ id: "password", label: "Password", error: password }}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
    </>
  );
}

function CodeField({ state, pending }: { state: SignInState; pending: string }) {
  const help = "Six digits of your authenticator app, or one of your recovery codes";
  return (
    <>
      <input type="hidden" name="pending" value={pending} />
      <input type="hidden" name="email" value={state.email} />
      <TextField
        frame={{ id: "code", label: "Code", help, error: state.errors.code }}
        name="code"
        inputMode="text"
        autoComplete="one-time-code"
        spellCheck={false}
        maxLength={40}
        required
      />
    </>
  );
}
