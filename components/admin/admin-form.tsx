"use client";

import { type ReactNode, useActionState, useState } from "react";
import { announce } from "@/components/ui/announce";
import { Button, ButtonLink, type ButtonLook } from "@/components/ui/button";
import { CopyKey } from "@/components/ui/copy-key";
import { Dialog, DialogCancel } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import { useKeptForm } from "@/components/ui/use-kept-form";
import type { FormState } from "@/lib/actions/form-state";
import { fieldIdOf, Hidden, ProblemsOf, useFormId } from "./form-problems";

export type AdminAction = (previous: FormState, form: FormData) => Promise<FormState>;
type Submit = { label: string; workingLabel: string; look?: ButtonLook };
type FormProps = {
  action: AdminAction;
  submit: Submit;
  /** Ids, and the nonce that makes a double click one action. */
  hidden?: Readonly<Record<string, string>>;
  children?: ReactNode;
};

const IDLE: FormState = { status: "idle", attempt: 0 };

const lost = (previous: FormState): FormState => ({
  status: "refused",
  attempt: previous.attempt + 1,
  title: "There was no answer",
  problems: [
    {
      field: null,
      text: "It may have been done: look at the page anew before you try again.",
    },
  ],
});

/** Said for the whole page: the form may be gone with the row that it changed. */
const told =
  (action: AdminAction): AdminAction =>
  async (previous, form) => {
    const next = await action(previous, form);
    if (next.status === "done" && next.revealed === undefined) announce(next.message);
    return next;
  };

/** The state of one form, kept fields included; `close` puts the last answer away. */
function useAdminForm(action: AdminAction) {
  const formId = useFormId();
  const [served, formAction] = useActionState(action, IDLE);
  const kept = useKeptForm({ action: told(action), served, onLost: lost });
  const [putAway, setPutAway] = useState(0);
  const isPutAway = kept.state.attempt <= putAway;
  return {
    ...kept,
    formId,
    formAction,
    answer: isPutAway ? IDLE : kept.state,
    close: () => setPutAway(kept.state.attempt),
  };
}

type Kept = ReturnType<typeof useAdminForm>;

/** A form of a page: what is wrong stands above it, what was done is said in a line at the page's edge. */
export function AdminForm({
  className,
  foot = (key) => <div className="row">{key}</div>,
  ...props
}: FormProps & { className?: string; foot?: (key: ReactNode) => ReactNode }) {
  const form = useAdminForm(props.action);
  return (
    <>
      <form
        action={form.formAction}
        onSubmit={form.onSubmit}
        className={className ?? "stack"}
        noValidate
      >
        <Inside form={form} {...props} />
        {foot(<SubmitButton {...props.submit} pending={form.pending} />)}
      </form>
      <Said form={form} />
    </>
  );
}

/**
 * A key that asks before it acts: what will happen stands in `children`, in words and amounts. It closes when it was
 * done, and stays open with what to mend when it was not.
 */
export function ActionDialog(
  props: FormProps & {
    trigger: { label: ReactNode; look?: ButtonLook; className?: string };
    title: string;
  },
) {
  const form = useAdminForm(props.action);
  const [openedAt, setOpenedAt] = useState<number | null>(null);
  // Done since it was opened: it closes by that.
  const isDone = form.state.status === "done" && openedAt !== form.state.attempt;
  const isOpen = openedAt !== null && !isDone;
  const onOpenChange = (open: boolean) => {
    // While its first answer is awaited it stays; a later one is told wherever one is by then.
    if (form.pending && form.state.attempt === openedAt) return;
    form.close();
    setOpenedAt(open ? form.state.attempt : null);
  };
  return (
    <>
      <Dialog open={isOpen} onOpenChange={onOpenChange} trigger={props.trigger} title={props.title}>
        <form action={form.formAction} onSubmit={form.onSubmit} noValidate>
          <div className="dialog__body">
            <Inside form={form} {...props} />
          </div>
          <div className="dialog__foot">
            <DialogCancel />
            <SubmitButton {...props.submit} pending={form.pending} />
          </div>
        </form>
      </Dialog>
      <Said form={form} />
    </>
  );
}

function Inside({
  form,
  hidden,
  children,
}: { form: Kept } & Pick<FormProps, "hidden" | "children">) {
  const { answer, formId } = form;
  const problems = answer.status === "refused" ? answer.problems : [];
  const links = problems.flatMap(({ field, text }) =>
    field === null ? [] : [{ href: `#${fieldIdOf(formId, field)}`, text }],
  );
  const ofAll = problems.filter(({ field }) => field === null);
  return (
    <ProblemsOf formId={formId} problems={problems}>
      {answer.status === "refused" ? (
        <ErrorSummary title={answer.title} links={links} attempt={answer.attempt}>
          {ofAll.map(({ text }) => (
            <p key={text}>{text}</p>
          ))}
        </ErrorSummary>
      ) : null}
      {hidden === undefined ? null : <Hidden values={hidden} />}
      {children}
    </ProblemsOf>
  );
}

/** A secret that is shown once stays until it is put away. */
function Said({ form }: { form: Kept }) {
  const { answer } = form;
  if (answer.status !== "done" || answer.revealed === undefined) return null;
  const { label, value } = answer.revealed;
  return (
    <div className="notice notice--good mt-4" role="status">
      <strong>{answer.message}</strong>
      <div className="stack stack--2">
        <p>Copy it now: it is not shown again.</p>
        <p className="row row--wrap">
          <span>{label}</span>
          <code className="break-all">{value}</code>
          <CopyKey text={value} label={label} />
        </p>
        {answer.next === undefined ? (
          <Button onClick={form.close}>I have copied it</Button>
        ) : (
          <ButtonLink href={answer.next.href}>{answer.next.label}</ButtonLink>
        )}
      </div>
    </div>
  );
}
