import { Badge } from "@/components/ui/badge";
import { formatDateTime } from "@/components/ui/format";
import { Money } from "@/components/ui/money";
import type { TransactionView } from "@/lib/payments/payment-view";
import { CopyText } from "./copy-text";
import { Moment } from "./moment";
import { numeric, RowsTable } from "./rows-table";
import { DECLINE_WORDS, STATE_SIGNS } from "./states";
import { shortTime } from "./times";

const COLUMNS = ["Transaction", numeric("Amount"), "State", numeric("Time")];

const KIND_WORDS = {
  authorization: "Authorization",
  capture: "Capture",
  void: "Void",
  refund: "Refund",
} as const satisfies Record<TransactionView["kind"], string>;

type Times = { now: Date; timeZone: string };
type Props = Times & {
  transactions: readonly TransactionView[];
  currency: string;
};

/** The facts about money, oldest first: what was asked for and what came of it. */
export function TransactionsTable({ transactions, currency, now, timeZone }: Props) {
  return (
    <section className="card" aria-labelledby="transactions">
      <div className="card__head pb-3">
        <h2 id="transactions">Transactions</h2>
      </div>
      {transactions.length === 0 ? (
        <p className="card__body muted pt-0">No money has been asked for yet.</p>
      ) : (
        <RowsTable columns={COLUMNS}>
          {transactions.map((transaction) => (
            <tr key={transaction.id}>
              <td className="text-start">
                <span className="strong">{KIND_WORDS[transaction.kind]}</span>
                {transaction.isOurs ? null : <p className="sub">Made at the provider</p>}
                {transaction.reference === null ? null : (
                  <p className="sub">
                    <CopyText text={transaction.reference} label="the transaction’s reference" />
                  </p>
                )}
              </td>
              <td className="num amount text-end">
                <Money amountMinor={transaction.amountMinor} currency={currency} />
              </td>
              <td className="text-start">
                <TransactionState transaction={transaction} />
                <Hold {...{ transaction, now, timeZone }} />
              </td>
              <td className="num text-end">
                <Moment at={transaction.requestedAt} now={now} timeZone={timeZone} />
              </td>
            </tr>
          ))}
        </RowsTable>
      )}
    </section>
  );
}

/** A bank does not hold money for ever; a capture is still possible afterwards, where the provider allows it. */
function Hold({ transaction, now, timeZone }: { transaction: TransactionView } & Times) {
  const { expiresAt } = transaction;
  if (expiresAt === null) return null;
  const words = expiresAt <= now ? "The hold should have expired" : "Held until";
  return (
    <p className="sub mt-[3px]">
      {words}{" "}
      <time dateTime={expiresAt.toISOString()} title={formatDateTime(expiresAt, timeZone)}>
        {shortTime(expiresAt, now, timeZone)}
      </time>
    </p>
  );
}

function TransactionState({ transaction }: { transaction: TransactionView }) {
  const { status, decline, detail, isSuperseded } = transaction;
  const isReplaced = isSuperseded && status !== "declined" && status !== "succeeded";
  const sign = STATE_SIGNS[isReplaced ? "superseded" : status === "succeeded" ? "paid" : status];
  const why = decline === null ? detail : DECLINE_WORDS[decline.code];
  const note = decline?.raw ? `${why}, code ${decline.raw}` : why;
  return (
    <>
      <Badge tone={sign.tone} coin={sign.coin}>
        {status === "succeeded" ? "Succeeded" : sign.word}
      </Badge>
      {note === null ? null : <p className="sub mt-[3px]">{note}</p>}
    </>
  );
}
