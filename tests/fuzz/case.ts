/** One request as it is sent: all of it is data, so that a small one can be printed and sent again. */
export type Case = {
  /** What it tries, for the counts. */
  kind: "list" | "read" | "create" | "update" | "act" | "remove" | "stray";
  method: string;
  /** Below `/api/`, already encoded. */
  path: string;
  query: readonly (readonly [string, string])[];
  headers: Readonly<Record<string, string>>;
  caller: Caller;
  /** As text; null: none. */
  body: string | null;
};

export const CALLERS = ["integration", "sales_channel", "nobody", "broken"] as const;
export type Caller = (typeof CALLERS)[number];
