/** One thing to mend: at a field of the form, by its name, or at none of them. */
export type FormProblem = { field: string | null; text: string };

/** What a form of the admin knows of its last answer. `attempt` rises with each, so that the same words are read out anew. */
export type FormState =
  | { status: "idle"; attempt: number }
  | { status: "refused"; attempt: number; title: string; problems: readonly FormProblem[] }
  | {
      status: "done";
      attempt: number;
      /** One line, past tense: what happened. */
      message: string;
      /** What is shown this once and never again: a new secret by its label. */
      revealed?: { label: string; value: string };
      /** Beside what is revealed: where to go on. */
      next?: { label: string; href: string };
    };
