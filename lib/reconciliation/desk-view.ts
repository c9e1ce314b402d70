import type { GatewayType } from "../gateway-types";
import type { DifferenceKind, RunCounts, StoredDifference } from "./store";

/** A run that has given no word for so long was ended from outside: another may begin. */
export const SILENT_AFTER_MS = 30 * 60_000;

export type RunView = {
  id: string;
  gatewayId: string;
  gatewayName: string;
  periodFrom: Date;
  periodTo: Date;
  /** `lost`: it was begun long ago and never came to an end. */
  state: "running" | "finished" | "failed" | "lost";
  /** Why it failed. */
  detail: string | null;
  counts: RunCounts;
  startedAt: Date;
  finishedAt: Date | null;
};

export type DeskGateway = {
  id: string;
  type: GatewayType;
  mode: "test" | "live";
  name: string;
  isDisabled: boolean;
  openCount: number;
  newest: RunView | null;
};

/** Whose runs and differences somebody looks at. */
export type DeskFilter = {
  gatewayId: string | null;
  show: "open" | "resolved";
  kind: DifferenceKind | null;
  runId: string | null;
  /** The difference, and the run, after which a further page begins; null for the first page. */
  after: string | null;
  runsAfter: string | null;
};

/** A page of what goes on further; the last row's id where more follows it, else null. */
export type DeskPage<Row> = { rows: readonly Row[]; nextAfter: string | null };

export type DeskDifference = StoredDifference & {
  gatewayId: string;
  gatewayName: string;
  /** The payment's page; null where we have no such payment. */
  paymentId: string | null;
  /** Who resolved it; null where a run did, or where nobody has. */
  resolverName: string | null;
};

export const isRunning = (run: RunView | null): boolean => run?.state === "running";
