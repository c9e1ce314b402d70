import { ErrorSummary } from "@/components/ui/error-summary";
import type { FieldIssue } from "./contact-check";
import { type FormProblem, linksOfIssues, PROBLEM_WORDS } from "./form-state";
import { FORM_PROBLEMS } from "./messages";

/** What is to be put right in a step, above its title; nothing when all is well. */
export function FormErrors({
  issues,
  problem,
  attempt,
}: {
  issues: readonly FieldIssue[];
  problem: FormProblem | null;
  attempt: number;
}) {
  if (problem !== null) {
    const words = PROBLEM_WORDS[problem];
    return (
      <ErrorSummary title={words.title} links={[]} attempt={attempt}>
        <p className="mt-2">{words.text}</p>
      </ErrorSummary>
    );
  }
  const links = linksOfIssues(issues);
  if (links.length === 0) return null;
  return <ErrorSummary title={FORM_PROBLEMS.title(links.length)} links={links} attempt={attempt} />;
}
