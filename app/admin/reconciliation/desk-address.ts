import type { DeskFilter } from "@/lib/reconciliation/desk-view";
import { one, type Query } from "../query";

export const DESK = "/admin/reconciliation";

export type DeskQuery = Query<"gateway" | "show" | "kind" | "run" | "after" | "runs_after">;
const KINDS = ["missing_here", "missing_there", "amount_differs"] as const;
const ID = /^[A-Za-z0-9_-]{1,64}$/;
const idOf = (text: string | undefined): string | null =>
  text !== undefined && ID.test(text) ? text : null;

/** What an address shows; what it gets wrong is as if it did not say it. */
export const readDeskQuery = (query: DeskQuery): DeskFilter => ({
  gatewayId: idOf(one(query.gateway)),
  show: one(query.show) === "resolved" ? "resolved" : "open",
  kind: KINDS.find((kind) => kind === one(query.kind)) ?? null,
  runId: idOf(one(query.run)),
  after: idOf(one(query.after)),
  runsAfter: idOf(one(query.runs_after)),
});

/** What is not given is not narrowed. */
export function deskPath(filter: Partial<DeskFilter>): string {
  const { gatewayId, show, kind, runId, after, runsAfter } = filter;
  const words = {
    ...{ gateway: gatewayId, show: show === "open" ? null : show, kind, run: runId },
    ...{ after, runs_after: runsAfter },
  };
  const query = new URLSearchParams();
  for (const [name, word] of Object.entries(words)) if (word) query.set(name, word);
  return query.size === 0 ? DESK : `${DESK}?${query}`;
}
