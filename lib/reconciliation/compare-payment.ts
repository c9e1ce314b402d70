import type { Money } from "../money/money";
import { isSameMoney } from "../money/money";
import { isUnsettled, type TransactionKind, type TransactionStatus } from "../payments/transaction";

/** A movement of money as the provider has it; `reference` null where it gives none. */
export type Movement = {
  kind: TransactionKind;
  reference: string | null;
  amount: Money;
  status: "pending" | "succeeded";
  at: Date;
};

/** The same as we have it. */
export type OwnTransaction = {
  id: string;
  kind: TransactionKind;
  status: TransactionStatus;
  reference: string | null;
  amount: Money;
  requestedAt: Date;
  /** Null while it is open. */
  settledAt: Date | null;
};

export type Difference =
  | { kind: "missing_here"; movement: Movement }
  | { kind: "missing_there"; transaction: OwnTransaction }
  | { kind: "amount_differs"; movement: Movement; transaction: OwnTransaction };

export type Comparison = {
  matchedCount: number;
  /** Of ours and of the provider's: what is not decided yet is no difference. */
  unsettledCount: number;
  differences: readonly Difference[];
};

const KINDS = ["authorization", "capture", "void", "refund"] as const;

/**
 * One payment, as both sides have it. What was declined or failed moved nothing. What we settled at or after `since` may
 * be younger than what the provider was seen to say, so it is not missing there.
 */
export function comparePayment(
  theirs: readonly Movement[],
  ours: readonly OwnTransaction[],
  since: Date,
): Comparison {
  const parts = KINDS.map((kind) =>
    compareKind(
      theirs.filter((each) => each.kind === kind),
      ours.filter((each) => each.kind === kind && mayHaveMoved(each)),
      since,
    ),
  );
  return {
    matchedCount: sum(parts.map(({ matchedCount }) => matchedCount)),
    unsettledCount: sum(parts.map(({ unsettledCount }) => unsettledCount)),
    differences: parts.flatMap(({ differences }) => differences),
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

const mayHaveMoved = ({ status }: OwnTransaction): boolean =>
  status === "succeeded" || isUnsettled(status);

type Pair = { movement: Movement; transaction: OwnTransaction };

function compareKind(
  theirs: readonly Movement[],
  ours: readonly OwnTransaction[],
  since: Date,
): Comparison {
  const isYoung = ({ settledAt }: OwnTransaction) => settledAt === null || settledAt >= since;
  const { pairs, movements, transactions } = pair(theirs, ours);
  const closed = pairs.filter(
    ({ movement, transaction }) => !isPending(movement) && !isUnsettled(transaction.status),
  );
  const differing = closed.filter(
    ({ movement, transaction }) => !isSameMoney(movement.amount, transaction.amount),
  );
  return {
    matchedCount: closed.length - differing.length,
    unsettledCount:
      pairs.length -
      closed.length +
      movements.filter(isPending).length +
      transactions.filter(isYoung).length,
    differences: [
      ...differing.map((each) => ({ kind: "amount_differs" as const, ...each })),
      ...movements
        .filter((each) => !isPending(each))
        .map((movement) => ({ kind: "missing_here" as const, movement })),
      ...transactions
        .filter((each) => !isYoung(each))
        .map((transaction) => ({ kind: "missing_there" as const, transaction })),
    ],
  };
}

const isPending = ({ status }: Movement): boolean => status === "pending";

/**
 * Which movement is which transaction: first by their references; then, where either side has none, by their amounts;
 * then what is left, in its order. A payment has one authorization, whatever either side calls it.
 */
function pair(theirs: readonly Movement[], ours: readonly OwnTransaction[]) {
  const movements = [...theirs];
  const transactions = [...ours];
  const pairs: Pair[] = [];
  const rules: readonly ((movement: Movement, transaction: OwnTransaction) => boolean)[] = [
    ({ reference }, transaction) => reference !== null && reference === transaction.reference,
    (movement, transaction) =>
      isUnnamed(movement, transaction) && isSameMoney(movement.amount, transaction.amount),
    isUnnamed,
  ];
  for (const isPair of rules) {
    for (const transaction of [...transactions]) {
      const movement = movements.find((each) => isPair(each, transaction));
      if (!movement) continue;
      pairs.push({ movement, transaction });
      movements.splice(movements.indexOf(movement), 1);
      transactions.splice(transactions.indexOf(transaction), 1);
    }
  }
  return { pairs, movements, transactions };
}

const isUnnamed = (movement: Movement, transaction: OwnTransaction): boolean =>
  movement.kind === "authorization" ||
  movement.reference === null ||
  transaction.reference === null;
