import type { DeskFilter } from "@/lib/reconciliation/desk-view";

export const DESK = "/admin/reconciliation";

export type DeskQuery = { [name in "gateway" | "show" | "kind" | "run"]?: string | string[] };
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
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
});

export function deskPath({ gatewayId, show, kind, runId }: DeskFilter): string {
  const query = new URLSearchParams();
  if (gatewayId !== null) query.set("gateway", gatewayId);
  if (show !== "open") query.set("show", show);
  if (kind !== null) query.set("kind", kind);
  if (runId !== null) query.set("run", runId);
  return query.size === 0 ? DESK : `${DESK}?${query}`;
}
