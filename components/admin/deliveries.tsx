import { Badge } from "@/components/ui/badge";
import type { DeliveryView } from "@/lib/webhooks/outgoing/receiver-queries";
import { ActionDialog, type AdminAction } from "./admin-form";
import { JsonText } from "./json-text";
import { relativeTime, shortTime } from "./times";

type Shown = { now: Date; timeZone: string };

const STATES = {
  delivered: { tone: "good", coin: "full", word: "Delivered" },
  pending: { tone: "info", coin: "clock", word: "On its way" },
  dead: { tone: "bad", coin: "cross", word: "Given up" },
} as const;
const stateOf = (state: string) =>
  state === "delivered" || state === "dead" ? STATES[state] : STATES.pending;

/** What one receiver was told, newest first: the body, the answer, and sending it once more. */
export function Deliveries(
  props: Shown & { deliveries: readonly DeliveryView[]; replay: AdminAction | null },
) {
  const { deliveries, replay, ...shown } = props;
  return (
    <section className="card" aria-labelledby="deliveries">
      <div className="card__head">
        <h2 id="deliveries">Deliveries</h2>
      </div>
      {deliveries.length === 0 ? (
        <p className="card__body muted">Nothing of this kind has happened since it was made.</p>
      ) : (
        <ul className="card__body stack">
          {deliveries.map((delivery) => (
            <Delivery key={delivery.id} delivery={delivery} replay={replay} {...shown} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Delivery(props: Shown & { delivery: DeliveryView; replay: AdminAction | null }) {
  const { delivery, replay, now, timeZone } = props;
  const { tone, coin, word } = stateOf(delivery.state);
  return (
    <li className="stack stack--2">
      <div className="row row--wrap gap-x-3 gap-y-1">
        <Badge tone={tone} coin={coin}>
          {word}
        </Badge>
        <span className="mono break-all">{`${delivery.topic} ${delivery.resourceId}`}</span>
        <span className="push muted">
          <time dateTime={delivery.createdAt.toISOString()}>
            {shortTime(delivery.createdAt, now, timeZone)}
          </time>{" "}
          · {relativeTime(delivery.createdAt, now)}
        </span>
      </div>
      <p className="sub">{answerWords(delivery, now)}</p>
      <div className="row row--wrap gap-3 items-start">
        <details className="min-w-0 flex-1">
          <summary className="tiny cursor-pointer py-1">What was sent</summary>
          <div className="wire">
            <div>
              <pre>
                {delivery.payload === null ? (
                  "The body is not kept (any more)."
                ) : (
                  <JsonText value={delivery.payload} />
                )}
              </pre>
            </div>
          </div>
        </details>
        {replay === null || delivery.state === "pending" ? null : (
          <ActionDialog
            trigger={{ label: "Send again…" }}
            title="Send this once more?"
            submit={{ label: "Send it again", workingLabel: "Sending" }}
            action={replay}
            hidden={{ delivery: delivery.id }}
          >
            <p>
              The same body under the same event id: a receiver that keeps ids does nothing twice.
            </p>
          </ActionDialog>
        )}
      </div>
    </li>
  );
}

function answerWords(delivery: DeliveryView, now: Date): string {
  const { attempts, responseCode, responseMessage, nextAttemptAt } = delivery;
  const answer = [responseCode, responseMessage].filter(Boolean).join(" ");
  const tried = attempts === 1 ? "1 attempt" : `${attempts} attempts`;
  const next =
    nextAttemptAt === null || nextAttemptAt <= now
      ? ""
      : ` · next in ${Math.ceil((nextAttemptAt.getTime() - now.getTime()) / 1000)} s`;
  return `${tried}${answer === "" ? "" : ` · the receiver said: ${answer}`}${next}`;
}
