"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";

/**
 * A form whose fields keep what was typed. React clears a form after its action; sent by hand it does not, and a lost
 * connection becomes a state (`onLost`) instead of an error page. Without JavaScript the form's own `action` is used.
 */
export function useKeptForm<State>(options: {
  action: (previous: State, form: FormData) => Promise<State>;
  /** What `useActionState` holds: the answer to a form that was sent without JavaScript. */
  served: State;
  onLost: (previous: State) => State;
}) {
  const [answered, setAnswered] = useState<State | null>(null);
  const [pending, startTransition] = useTransition();
  const state = answered ?? options.served;

  const send = (form: FormData) =>
    startTransition(async () => {
      try {
        const next = await options.action(state, form);
        setAnswered(next);
      } catch (error) {
        unstable_rethrow(error); // A redirect is no error.
        setAnswered(options.onLost(state));
      }
    });

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!pending) send(new FormData(event.currentTarget));
  };
  return { state, pending, send, onSubmit, setState: setAnswered };
}
