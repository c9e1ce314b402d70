import "server-only";
import { prisma } from "../db/client";
import { type Told, toldOf } from "../db/told-query";

/** What was done once is done again, as it was told or kept then. Each is one statement, its history line included. */

type Counted = [{ count: number }];

/** An event of the inbox is looked at anew, as if it had just come. False for one that waits already, or is none. */
export async function replayIncoming(
  { gatewayId, eventId }: { gatewayId: string; eventId: string },
  told: Told,
): Promise<boolean> {
  const [{ count }] = await prisma().$queryRaw<Counted>`
    WITH changed AS (UPDATE webhook_events SET next_attempt_at = ${told.now}::timestamptz,
        attempts = 0, applied_at = NULL
      WHERE gateway_id = ${gatewayId} AND event_id = ${eventId} AND next_attempt_at IS NULL
      RETURNING event_id AS id),
    told AS (${toldOf("changed", "webhook_events", told)})
    SELECT count(*)::int AS count FROM changed`;
  return count === 1;
}

const RETRIES_MAX = 10;

/** A delivery is sent once more under the same event id. False for one that is on its way already, or is none. */
export async function replayOutgoing(id: string, told: Told): Promise<boolean> {
  const [{ count }] = await prisma().$queryRaw<Counted>`
    WITH changed AS (UPDATE event_callbacks SET state = 'pending',
        next_attempt_at = ${told.now}::timestamptz, retries_left = ${RETRIES_MAX},
        updated_at = ${told.now}::timestamptz
      WHERE id = ${id} AND state IN ('delivered', 'dead') RETURNING id),
    told AS (${toldOf("changed", "event_callbacks", told)})
    SELECT count(*)::int AS count FROM changed`;
  return count === 1;
}
