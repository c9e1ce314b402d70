/** What is tried of each attribute. */
export const KINDS = [
  "returned",
  "listed",
  "taken on create",
  "refused on create",
  "taken on update",
  "refused on update",
  "filtered",
  "sorted",
  "restricted",
] as const;
export type Kind = (typeof KINDS)[number];

/** `why` null: it is as documented. */
export type Outcome = { type: string; attribute: string; kind: Kind; why: string | null };

/** Of a resource as a whole: `list`, `delete` and so on. */
export type ActionOutcome = { type: string; action: string; why: string | null };

export type Tried = { attributes: readonly Outcome[]; actions: readonly ActionOutcome[] };
