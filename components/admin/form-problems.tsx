"use client";

import { type ComponentProps, createContext, type ReactNode, useContext, useId } from "react";
import { CheckField, FieldError, SelectField, TextField } from "@/components/ui/field";
import type { FormProblem } from "@/lib/actions/form-state";

type Problems = { formId: string; problems: readonly FormProblem[] };

/** What the form's last answer said of its fields, for the fields inside of it. */
const ProblemsContext = createContext<Problems>({ formId: "form", problems: [] });

export function ProblemsOf({ problems, formId, children }: Problems & { children: ReactNode }) {
  return <ProblemsContext value={{ problems, formId }}>{children}</ProblemsContext>;
}

export const fieldIdOf = (formId: string, name: string) => `${formId}-${name}`;

function useFrame(name: string, frame: OwnFrame) {
  const { formId, problems } = useContext(ProblemsContext);
  const error = problems.find((problem) => problem.field === name)?.text;
  return { ...frame, id: fieldIdOf(formId, name), ...(error === undefined ? {} : { error }) };
}

type OwnFrame = { label: string; help?: string; optional?: boolean; span?: 2 | 3 | 4 };
type Named = { name: string };

/** A field that finds its own error: its name is what the action calls it. */
export function FormText({ label, help, optional, span, ...rest }: InputProps) {
  const own = { label, ...(help ? { help } : {}), ...(optional ? { optional } : {}) };
  const frame = useFrame(rest.name, { ...own, ...(span ? { span } : {}) });
  return <TextField frame={frame} {...rest} />;
}
type InputProps = OwnFrame & Named & Omit<ComponentProps<"input">, "name" | "id">;

export function FormSelect({ label, help, optional, span, ...rest }: SelectProps) {
  const own = { label, ...(help ? { help } : {}), ...(optional ? { optional } : {}) };
  const frame = useFrame(rest.name, { ...own, ...(span ? { span } : {}) });
  return <SelectField frame={frame} {...rest} />;
}
type SelectProps = OwnFrame & Named & Omit<ComponentProps<"select">, "name" | "id">;

export function FormLongText({ label, help, optional, ...rest }: AreaProps) {
  const { id, error } = useFrame(rest.name, { label });
  const describedBy = [help ? `${id}-h` : "", error ? `${id}-e` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional ? <span className="opt"> (optional)</span> : null}
      </label>
      {help === undefined ? null : (
        <p className="field__help" id={`${id}-h`}>
          {help}
        </p>
      )}
      {error === undefined ? null : <FieldError id={`${id}-e`}>{error}</FieldError>}
      <textarea
        rows={3}
        {...rest}
        id={id}
        className="input"
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy || undefined}
      />
    </div>
  );
}
type AreaProps = Omit<OwnFrame, "span"> & Named & Omit<ComponentProps<"textarea">, "name" | "id">;

export const FormCheck = CheckField;

/** Sent along, not shown. */
export function Hidden({ values }: { values: Readonly<Record<string, string>> }) {
  return Object.entries(values).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

export const useFormId = (): string => useId().replace(/[^\w-]/g, "");
