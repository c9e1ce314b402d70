import { Icon } from "@/components/ui/icon";
import type { ExchangeView } from "@/lib/payments/payment-view";
import { JsonText } from "./json-text";

/** What was said to the provider and what it answered, folded below the event that it led to. */
export function Exchanges({ exchanges }: { exchanges: readonly ExchangeView[] }) {
  if (exchanges.length === 0) return null;
  return (
    <details>
      <summary className="tiny cursor-pointer py-1">
        {exchanges.length === 1 ? "Request and answer" : `${exchanges.length} requests and answers`}
      </summary>
      {exchanges.map((exchange, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: in the order in which they were made.
        <Wire key={index} exchange={exchange} />
      ))}
      <p className="row tiny muted mt-[6px]">
        <Icon name="shield" size={16} />
        Secrets and card data are cut out before storing
      </p>
    </details>
  );
}

function Wire({ exchange }: { exchange: ExchangeView }) {
  const { method, path, request, answer, durationMs } = exchange;
  const isGood = answer !== null && answer.status < 400;
  return (
    <div className="wire">
      <div>
        <h3>
          Request
          <span className="muted break-all">
            {method} {path}
          </span>
        </h3>
        <pre>{request === null ? "No body" : <JsonText value={request} />}</pre>
      </div>
      <div>
        <h3>
          Answer
          <span className={`${isGood ? "same" : "differs"} nowrap`}>
            {answer === null ? "none" : answer.status}
            {durationMs === null ? "" : ` in ${durationMs} ms`}
          </span>
        </h3>
        <pre>{answer?.body ? <JsonText value={answer.body} /> : "No body"}</pre>
      </div>
    </div>
  );
}
