/**
 * One thing that must always hold, as a question to the database: its rows are what breaks it. Each row names what it
 * is about (`subject`) and says what is wrong (`why`). Plain SQL for PostgreSQL 15 and later, without parameters.
 */
export type Invariant = { id: string; title: string; sql: string };

export type Violation = { subject: string; why: string };

/** A transaction that may have moved money: balances count it as spent. */
export const MAY_HAVE_HAPPENED = `status NOT IN ('declined', 'failed')`;
