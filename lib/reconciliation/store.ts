import type { Actor } from "../deps";
import type { GatewayType } from "../gateway-types";
import type { Money } from "../money/money";
import type { TransactionKind } from "../payments/transaction";
import type { Difference, OwnTransaction } from "./compare-payment";

export type DifferenceKind = Difference["kind"];

/** A difference as it is kept. Gateway, kind and subject make it the same one, however often it is found. */
export type FoundDifference = {
  kind: DifferenceKind;
  /** Our transaction's id, or the provider's movement where we have no transaction. */
  subject: string;
  movement: TransactionKind;
  transactionId: string | null;
  paymentReference: string | null;
  ourReference: string | null;
  reference: string | null;
  ours: Money | null;
  theirs: Money | null;
  happenedAt: Date;
};

export type StoredDifference = FoundDifference & {
  id: string;
  state: "open" | "resolved";
  foundAt: Date;
  resolvedAt: Date | null;
  /** `run`: a later run found it the same on both sides. */
  resolvedBy: "run" | "person" | null;
  note: string | null;
};

/** An authorization of ours with everything that followed from it. */
export type OwnPayment = {
  authorizationId: string;
  gatewayId: string;
  paymentReference: string | null;
  ourReference: string | null;
  requestedAt: Date;
  transactions: readonly OwnTransaction[];
};

export type Period = { from: Date; to: Date };

export type RunCounts = {
  matched: number;
  missingHere: number;
  missingThere: number;
  amountDiffers: number;
  /** Payments of the merchant's other systems, and of other gateways of ours on the same account. */
  others: number;
  unsettled: number;
};

export type GatewayChoice = {
  id: string;
  type: GatewayType;
  mode: string;
  name: string;
  reference: string | null;
};

/** Where reading our side of a period goes on. */
export type PaymentPlace = { requestedAt: Date; authorizationId: string };

/** Each method is one statement. */
export interface ReconciliationStore {
  listGateways(): Promise<readonly GatewayChoice[]>;
  /** In which the organization's days begin. */
  getTimeZone(): Promise<string>;
  /** With its line in the history. False: there is a run of that id already. */
  startRun(run: {
    id: string;
    gatewayId: string;
    period: Period;
    by: Actor;
    now: Date;
  }): Promise<boolean>;
  /** How far a run has come. */
  noteCounts(id: string, counts: RunCounts): Promise<void>;
  /** `detail` null: it came to its end. */
  finishRun(run: {
    id: string;
    counts: RunCounts;
    detail: string | null;
    now: Date;
  }): Promise<void>;
  /** By the provider's ids of payments or by our references, in any gateway of the same type. */
  findPayments(
    gatewayId: string,
    by: { references: readonly string[]; ourReferences: readonly string[] },
  ): Promise<readonly OwnPayment[]>;
  /** Those asked for in the period that were not declined and did not fail, oldest first. */
  listPayments(
    gatewayId: string,
    period: Period,
    page: { after: PaymentPlace | null; limit: number },
  ): Promise<readonly OwnPayment[]>;
  /**
   * New ones are open. One that is known is found again: it opens anew, unless a person has resolved it and its amounts
   * are still those. Answers how many of them a person has resolved.
   */
  saveDifferences(
    run: { id: string; gatewayId: string; now: Date },
    found: readonly (FoundDifference & { id: string })[],
  ): Promise<number>;
  /** Oldest first. `notFoundIn`: without those that this run has found. */
  listOpen(
    gatewayId: string,
    options: { notFoundIn: string | null; limit: number },
  ): Promise<readonly StoredDifference[]>;
  /** What a run found the same on both sides. */
  resolveByRun(ids: readonly string[], now: Date): Promise<void>;
  /** By a person, whose word stands until the amounts change. Null where there is no open one of that id. */
  resolveByPerson(
    id: string,
    input: { note: string; by: Actor; now: Date },
  ): Promise<StoredDifference | null>;
}
