import { formatTimeWithSeconds } from "@/components/ui/format";
import type { WaitingWebhook } from "@/lib/payments/payment-view";

/** Events of the provider that are kept and not applied yet. Nothing where none waits. */
export function WaitingWebhooks(props: { webhooks: readonly WaitingWebhook[]; timeZone: string }) {
  const { webhooks, timeZone } = props;
  if (webhooks.length === 0) return null;
  return (
    <div className="card__body stack stack--2">
      <h3 className="text-sm">Received, not applied yet</h3>
      <ul className="stack stack--2 list-none p-0 m-0 small">
        {webhooks.map(
          ({ eventId, type, receivedAt, copiesCount, attemptsCount, nextAttemptAt }) => (
            <li key={eventId}>
              <span className="mono">{type}</span>, received at{" "}
              {formatTimeWithSeconds(receivedAt, timeZone)}
              {copiesCount === 0 ? null : `, ${copiesCount + 1} times`}
              {attemptsCount === 0 ? null : `, tried ${attemptsCount} times`}
              {nextAttemptAt === null ? ": nobody tries any more" : ": tried again by itself"}
            </li>
          ),
        )}
      </ul>
    </div>
  );
}
