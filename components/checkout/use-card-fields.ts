"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { CardFields } from "./payment-forms/card-fields";

const READY_WITHIN_MS = 10_000;

/** Which method is chosen, and the card fields of each that has shown them. */
export function useCardFields(form: RefObject<HTMLFormElement | null>, first: string | null) {
  const [chosenId, setChosenId] = useState(first);
  const fields = useRef(new Map<string, CardFields>());
  const waiting = useRef(new Map<string, (given: CardFields) => void>());

  // A browser that restores a form may have chosen another than the page did.
  useEffect(() => {
    const checked = form.current?.querySelector('input[name="method"]:checked');
    if (checked instanceof HTMLInputElement) setChosenId(checked.value);
  }, [form]);

  const onFields = useCallback((methodId: string, given: CardFields | null) => {
    if (given === null) fields.current.delete(methodId);
    else {
      fields.current.set(methodId, given);
      waiting.current.get(methodId)?.(given);
    }
  }, []);

  /** From a link of the error summary: chooses the method and goes to its first field. */
  const choose = useCallback((methodId: string) => {
    const radio = document.getElementById(`method-${methodId}`);
    if (radio instanceof HTMLInputElement) radio.checked = true;
    setChosenId(methodId);
    fields.current.get(methodId)?.focus();
  }, []);

  /** A quick shopper presses before the frame has loaded: the fields are waited for, a while; null when they do not come. */
  const fieldsOf = useCallback((methodId: string): Promise<CardFields | null> => {
    const known = fields.current.get(methodId);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), READY_WITHIN_MS);
      waiting.current.set(methodId, (given) => {
        clearTimeout(timer);
        resolve(given);
      });
    });
  }, []);
  return { chosenId, setChosenId, onFields, choose, fieldsOf };
}
