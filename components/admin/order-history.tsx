import { formatDay } from "@/components/ui/format";
import type { OrderChange } from "@/lib/desk/order-view";
import { ORDER_STATUSES, type OrderStatus } from "@/lib/orders/order-status";
import { newTotalOf } from "./order-change-words";
import { ORDER_SIGNS } from "./order-signs";
import { TimelineMark } from "./timeline-mark";
import { actorOf, wordsOf } from "./timeline-words";
import { dayOf } from "./times";

type Shown = { currency: string; timeZone: string };

/** What became of the order, the newest first: what changed, from what to what, and by whom. */
export function OrderHistory(props: Shown & { changes: readonly OrderChange[]; isCut: boolean }) {
  const { changes, timeZone } = props;
  return (
    <section className="card" aria-labelledby="history">
      <div className="card__head pb-4">
        <h2 id="history">History</h2>
        <span className="push muted tiny">The newest first</span>
      </div>
      <ol className="tl">
        {changes.map((change, place) => {
          const before = changes[place - 1];
          const day = dayOf(change.occurredAt, timeZone);
          const isNew = before === undefined || dayOf(before.occurredAt, timeZone) !== day;
          return <Change key={change.sequence} {...props} change={change} isNewDay={isNew} />;
        })}
      </ol>
      {props.isCut ? (
        <p className="card__body muted tiny">
          It goes further back: these are its newest {changes.length} changes.
        </p>
      ) : null}
    </section>
  );
}

function Change(props: Shown & { change: OrderChange; isNewDay: boolean }) {
  const { change, currency, timeZone } = props;
  const words = wordsOf({ ...change, transaction: null });
  return (
    <>
      {props.isNewDay ? (
        <li className="day">{formatDay(change.occurredAt, { timeZone })}</li>
      ) : null}
      <li>
        <TimelineMark
          at={change.occurredAt}
          words={words}
          amountMinor={newTotalOf(change.changes)}
          said={[actorOf(change, "The gateway"), words.note, ...pairsOf(change)]}
          {...{ currency, timeZone }}
        />
      </li>
    </>
  );
}

/** States that became others: "Placed to Approved". */
function pairsOf({ name, changes }: OrderChange): string[] {
  const pair = changes.status;
  if (!Array.isArray(pair)) return [];
  const [before, after] = pair;
  if (typeof before !== "string" || typeof after !== "string" || before === after) return [];
  const word = name.startsWith("order.") ? orderWord : plainWord;
  return [`${word(before)} to ${word(after)}`];
}

const plainWord = (state: string): string => state.replaceAll("_", " ");
const orderWord = (state: string): string =>
  ORDER_STATUSES.some((each) => each === state)
    ? ORDER_SIGNS[state as OrderStatus].word
    : plainWord(state);
