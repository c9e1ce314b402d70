import { Badge } from "@/components/ui/badge";
import type { GatewayView } from "@/lib/gateways/gateway-view";
import { formatDateTime } from "../ui/format";
import { relativeTime } from "./times";

export type Clocked = { now: Date; timeZone: string };

/** Mode, switch and circuit of a gateway, each as a word and a shape. `marksMode`: false where the banner says it of all. */
export function GatewayBadges({
  gateway,
  marksMode,
}: {
  gateway: Pick<GatewayView, "mode" | "disabledAt" | "circuit" | "checkError">;
  marksMode: boolean;
}) {
  return (
    <span className="row row--wrap gap-2">
      {marksMode ? <ModeBadge mode={gateway.mode} /> : null}
      {gateway.disabledAt === null ? (
        <Badge tone="good" coin="full">
          On
        </Badge>
      ) : (
        <Badge tone="quiet" coin="struck">
          Off
        </Badge>
      )}
      <CircuitBadge state={gateway.circuit.state} />
      {gateway.checkError === null ? null : (
        <Badge tone="bad" coin="cross">
          Check failed
        </Badge>
      )}
    </span>
  );
}

export function ModeBadge({ mode }: { mode: GatewayView["mode"] }) {
  return mode === "test" ? <Badge tone="test">Test</Badge> : <Badge tone="info">Live</Badge>;
}

/** Nothing while it answers: that is how it should be. */
export function CircuitBadge({ state }: { state: GatewayView["circuit"]["state"] }) {
  switch (state) {
    case "closed":
      return null;
    case "open":
      return (
        <Badge tone="bad" coin="triangle">
          Circuit open
        </Badge>
      );
    case "half_open":
      return (
        <Badge tone="warn" coin="broken">
          Trying again
        </Badge>
      );
    default:
      throw new Error(`Unknown: ${state satisfies never}`);
  }
}

/** When its provider was last asked about the credentials, and what it answered. */
export function lastCheckWords(
  { checkedAt, checkError }: Pick<GatewayView, "checkedAt" | "checkError">,
  { now }: Clocked,
): string {
  if (checkedAt === null) return "Not checked yet";
  const when = relativeTime(checkedAt, now);
  return checkError === null ? `Took the keys ${when}` : `Refused ${when}`;
}

export const dateTime = (at: Date, { timeZone }: Clocked) => (
  <time dateTime={at.toISOString()}>{formatDateTime(at, timeZone)}</time>
);
