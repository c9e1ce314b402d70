// kill -9 of PostgreSQL while shoppers buy: what was answered with 2xx stays, everything else is told to come again.
import { type Answer, type ApiClient, documentOf, patching } from "../api";
import type { Cluster } from "../cluster";
import { becomes, isSettled, pause, until } from "./settling";

/** No answer but 503 with Retry-After while it is away, and for no longer than this when it is back. */
const GAP_BOUND_MS = 5_000;
const BUYERS = 8;
const BEFORE_MS = 700;
const DOWN_MS = 300;
const AFTER_MS = 2_500;
const SETTLE_BOUND_MS = 10_000;

export type DatabaseKill = {
  /** From the kill until PostgreSQL takes connections again: its own recovery. */
  awayMs: number;
  /** From then to the last answer of 503: ours. */
  gapMs: number;
  settleMs: number;
  answers: number;
  orderIds: string[];
  complaints: string[];
};

type Load = {
  kill: DatabaseKill;
  placed: string[];
  killedAt: number | null;
  lastRefusedAt: number | null;
  isOver: boolean;
};

export async function killDatabase(cluster: Cluster, client: ApiClient): Promise<DatabaseKill> {
  const kill: DatabaseKill = {
    awayMs: 0,
    gapMs: 0,
    settleMs: 0,
    answers: 0,
    orderIds: [],
    complaints: [],
  };
  const load: Load = { kill, placed: [], killedAt: null, lastRefusedAt: null, isOver: false };
  const buying = Array.from({ length: BUYERS }, () => buy(client, load));
  await pause(BEFORE_MS);
  load.killedAt = performance.now();
  await cluster.postgres.kill();
  await pause(DOWN_MS);
  await cluster.postgres.start();
  const backAt = performance.now();
  await pause(AFTER_MS);
  load.isOver = true;
  await Promise.all(buying);
  kill.awayMs = backAt - load.killedAt;
  kill.gapMs = Math.max(0, (load.lastRefusedAt ?? 0) - backAt);
  if (kill.gapMs > GAP_BOUND_MS) {
    kill.complaints.push(`503 for ${Math.round(kill.gapMs)} ms after PostgreSQL was back.`);
  }
  const settleMs = await until(cluster, kill.orderIds, isSettled, 60_000);
  kill.settleMs = settleMs ?? 60_000;
  if (kill.settleMs > SETTLE_BOUND_MS) {
    kill.complaints.push(`Not settled within ${SETTLE_BOUND_MS / 1_000} s of PostgreSQL's return.`);
  }
  for (const orderId of load.placed) {
    await becomes(cluster, { orderId, kind: "authorization", withinMs: 1_000 }).catch(
      (error: Error) => kill.complaints.push(`It was answered as placed: ${error.message}`),
    );
  }
  return kill;
}

async function buy(client: ApiClient, load: Load): Promise<void> {
  while (!load.isOver) {
    const order = await send(client, load, "POST", "orders", {
      currency_code: "EUR",
      customer_email: "proof@example.com",
    });
    if (!order) continue;
    load.kill.orderIds.push(order);
    const line = { name: "One thing", unit_amount_cents: 6500, quantity: 1 };
    if (!(await send(client, load, "POST", "line_items", line, order))) continue;
    const source = { payment_source_token: "NB-APPROVE" };
    if (!(await send(client, load, "POST", "external_payments", source, order))) continue;
    const placed = await client.send(
      0,
      "PATCH",
      `orders/${order}`,
      patching(order, { _place: true }),
    );
    judge(load, placed);
    if (placed?.status === 200 && statusOf(placed) === "placed") load.placed.push(order);
  }
}

const statusOf = ({ body }: Answer): unknown =>
  (body as { data?: { attributes?: { status?: unknown } } } | null)?.data?.attributes?.status;

/** The id of what was made; null where it was not, after a pause as the answer asks for. */
async function send(
  client: ApiClient,
  load: Load,
  method: "POST",
  type: string,
  attributes: object,
  orderId?: string,
): Promise<string | null> {
  const answer = await client.send(0, method, type, documentOf(type, attributes, orderId));
  judge(load, answer);
  if (answer?.status === 201) return (answer.body as { data: { id: string } }).data.id;
  await pause(100);
  return null;
}

function judge(load: Load, answer: Answer | null): void {
  const { kill, killedAt } = load;
  kill.answers += 1;
  const status = answer?.status ?? 0;
  if (status === 503 && answer?.retryAfter) {
    if (killedAt !== null) load.lastRefusedAt = performance.now();
    return;
  }
  if (status === 0 || status >= 500) {
    kill.complaints.push(`An answer of ${status} while PostgreSQL was away.`);
  }
}
