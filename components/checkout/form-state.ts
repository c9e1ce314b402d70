import type { AddressValues, FieldIssue } from "./contact-check";
import { FORM_PROBLEMS } from "./messages";

/** Why a form was not taken, where no field is to blame. */
export type FormProblem = "lost" | "foreign" | "failed" | "held";

export type ContactState = {
  /** Counts the answers: the same errors twice take the focus twice. */
  attempt: number;
  issues: readonly FieldIssue[];
  problem: FormProblem | null;
  email: string;
  address: AddressValues;
};

export type DeliveryState = {
  attempt: number;
  issues: readonly FieldIssue[];
  problem: FormProblem | null;
};

export const PROBLEM_WORDS: Record<FormProblem, { title: string; text: string }> = {
  lost: { title: FORM_PROBLEMS.lostTitle, text: FORM_PROBLEMS.lost },
  foreign: { title: FORM_PROBLEMS.foreignTitle, text: FORM_PROBLEMS.foreign },
  failed: { title: FORM_PROBLEMS.failedTitle, text: FORM_PROBLEMS.failed },
  held: { title: FORM_PROBLEMS.heldTitle, text: FORM_PROBLEMS.held },
};

/** The first sentence of each field, by the field's name. */
export function errorsByField(issues: readonly FieldIssue[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of issues) errors[issue.field] ??= issue.message;
  return errors;
}

/** The summary's links: each field once, in its own words. */
export const linksOfIssues = (issues: readonly FieldIssue[]) =>
  Object.entries(errorsByField(issues)).map(([field, text]) => ({ href: `#${field}`, text }));
