import "server-only";
import { prisma } from "../db/client";

/** Longer than any key is honoured: nothing is repeated after it. */
const KEPT_MS = 48 * 3_600_000;

/**
 * Forgets what was told of orders in calls that will not be repeated: names and addresses belong to customers and addresses
 * alone. Answers how many there were.
 */
export function dropDocuments(now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_MS);
  return prisma().$executeRaw`
    UPDATE provider_calls c SET document_encrypted = NULL FROM transactions t
    WHERE t.id = c.transaction_id AND c.document_encrypted IS NOT NULL
      AND (t.status NOT IN ('requested', 'indeterminate') OR c.started_at < ${before})`;
}
