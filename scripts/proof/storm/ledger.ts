import { createPrisma, type PrismaClient } from "@/lib/db/client";
import { randomLetters } from "@/lib/ids";
import { SMALL_MAX_MINOR } from "./stories";

export type Standing = {
  id: string;
  status: string;
  payment_status: string;
  /** "capture of authorization succeeded 100", sorted. */
  facts: readonly string[];
};

/** What the app's own database says, read past the app. */
export class Ledger {
  readonly #database: PrismaClient;

  constructor(url: string) {
    this.#database = createPrisma({ url });
  }

  close(): Promise<void> {
    return this.#database.$disconnect();
  }

  /** Small orders are captured as soon as they are placed. */
  async captureSmallOrders(): Promise<void> {
    await this.#database.paymentMethod.updateMany({
      data: { autoCapture: true, autoCaptureMaxMinor: BigInt(SMALL_MAX_MINOR) },
    });
  }

  /** A new order like another, with its history, at another price. Answers its id. */
  async copyOrder(templateId: string, amountMinor: number): Promise<string> {
    const id = randomLetters();
    await this.#database.$executeRaw`
      WITH copied AS (
        INSERT INTO orders (id, version, token, mode, market_id, api_client_id, status, payment_status,
          currency_code, tax_included, tax_rate, subtotal_minor, tax_minor, total_minor, customer_id,
          created_at, updated_at)
        SELECT ${id}, version, md5(${id}), mode, market_id, api_client_id, status, payment_status,
          currency_code, tax_included, tax_rate, ${amountMinor}::bigint,
          round(${amountMinor}::bigint * tax_rate / (1 + tax_rate)), ${amountMinor}::bigint, customer_id,
          now(), now()
        FROM orders WHERE id = ${templateId}
        RETURNING id
      ), line AS (
        INSERT INTO line_items (id, order_id, item_type, name, quantity, currency_code, unit_minor,
          total_minor, created_at, updated_at)
        SELECT 'l' || ${id}, copied.id, item_type, name, quantity, currency_code, ${amountMinor}::bigint,
          ${amountMinor}::bigint, now(), now()
        FROM copied JOIN line_items ON order_id = ${templateId}
      )
      INSERT INTO events (occurred_at, name, resource_type, resource_id, order_id, actor_kind, actor_id,
        trace_id, changes)
      SELECT occurred_at, name, resource_type,
        CASE WHEN resource_id = ${templateId} THEN copied.id ELSE 'l' || copied.id END, copied.id,
        actor_kind, actor_id, trace_id, changes
      FROM copied JOIN events ON order_id = ${templateId}`;
    return id;
  }

  /** The payment at the provider that an order's authorization has begun, and where its shopper must go. */
  async attemptOf(orderId: string): Promise<{ reference: string; actionUrl: string }> {
    const found = await this.#database.transaction.findFirst({
      where: { orderId, kind: "authorization" },
    });
    return { reference: found?.paymentReference ?? "", actionUrl: found?.actionUrl ?? "" };
  }

  async standings(ids: readonly string[]): Promise<Map<string, Standing>> {
    const rows = await this.#database.$queryRaw<Standing[]>`
      SELECT o.id, o.status, o.payment_status,
             ARRAY(SELECT concat_ws(' ', t.kind, 'of ' || p.kind, t.status, t.amount_minor)
                   FROM transactions t LEFT JOIN transactions p ON p.id = t.parent_id
                   WHERE t.order_id = o.id ORDER BY 1) AS facts
      FROM orders o WHERE o.id = ANY(${ids})`;
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** How much is still to come: unsettled transactions, and events that wait in the inbox. */
  async openOf(gatewayId: string): Promise<{ transactions: number; events: number }> {
    const [row] = await this.#database.$queryRaw<[{ transactions: number; events: number }]>`
      SELECT (SELECT count(*)::int FROM transactions WHERE gateway_id = ${gatewayId}
                AND status IN ('requested', 'action_required', 'pending', 'indeterminate')) AS transactions,
             (SELECT count(*)::int FROM webhook_events WHERE gateway_id = ${gatewayId}
                AND next_attempt_at IS NOT NULL) AS events`;
    return row;
  }

  async inboxOf(gatewayId: string): Promise<{ events: number; duplicates: number }> {
    const [row] = await this.#database.$queryRaw<[{ events: number; duplicates: number }]>`
      SELECT count(*)::int AS events, coalesce(sum(duplicates), 0)::int AS duplicates
      FROM webhook_events WHERE gateway_id = ${gatewayId}`;
    return row;
  }

  /** From asking for the money to knowing what became of it. */
  async slowestMs(ids: readonly string[]): Promise<number> {
    const [row] = await this.#database.$queryRaw<[{ ms: number }]>`
      SELECT coalesce(max(extract(epoch FROM settled_at - requested_at)) * 1000, 0)::int AS ms
      FROM transactions WHERE order_id = ANY(${ids}) AND kind = 'authorization'`;
    return row.ms;
  }
}
