"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import type { Address } from "@/lib/payment-list/list-address";

const ofForm = (form: HTMLFormElement) =>
  [...form.elements].filter(
    (each) => each instanceof HTMLInputElement || each instanceof HTMLSelectElement,
  );

/** Leads to the list of what its fields say, without the empty ones, and follows the address when that changes. */
export function FilterForm({ address, children }: { address: Address; children: ReactNode }) {
  const router = useRouter();
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (ref.current === null) return;
    const words = new Map(Object.entries(address));
    for (const field of ofForm(ref.current)) {
      if (field.type === "checkbox" && field instanceof HTMLInputElement) {
        field.checked = words.has(field.name);
      } else if (field.name !== "" && field !== document.activeElement) {
        field.value = words.get(field.name) ?? "";
      }
    }
  }, [address]);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    closeMenus(event.currentTarget);
    const words = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
      typeof value === "string" && value.trim() !== "" ? [[name, value.trim()]] : [],
    );
    const text = new URLSearchParams(words).toString();
    router.push(text === "" ? "/admin/payments" : `/admin/payments?${text}`);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Escape") return;
    const menu = event.target instanceof HTMLElement ? event.target.closest("details") : null;
    if (menu?.open !== true) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a form of role search is what every browser reads out.
    <form
      ref={ref}
      role="search"
      action="/admin/payments"
      className="filters"
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
    >
      {children}
    </form>
  );
}

function closeMenus(form: HTMLFormElement): void {
  for (const menu of form.querySelectorAll("details")) menu.open = false;
}
