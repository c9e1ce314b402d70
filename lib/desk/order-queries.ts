import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import { systemClock } from "@/lib/clock";
import { type PrismaClient, prisma } from "@/lib/db/client";
import {
  decimal,
  flag,
  instantOrNull,
  integer,
  type JsonRow,
  rows,
  text,
  textOrNull,
} from "../db/row";
import { isJsonObject } from "../json";
import { ORDER_COLUMNS } from "../jsonapi/order-rows";
import { linkStateOf } from "../links/link";
import { ACTOR_KINDS } from "../payments/payment-view";
import { selectSources } from "../payments/queries";
import { paymentRowOf, type SourceRow } from "../payments/query-rows";
import {
  addressOfRow,
  type ListedOrder,
  lineOfRow,
  noteOfRow,
  orderRowOf,
  shipmentOfRow,
} from "./order-rows";
import type { OrderChange, OrderDetail, OrderLink, OrderPayment } from "./order-view";

const CHANGES_SHOWN_MAX = 100;
const NOTES_SHOWN_MAX = 100;
const PAYMENTS_SHOWN_MAX = 50;

type Database = Pick<PrismaClient, "$queryRaw">;
type Detail = ListedOrder & { document: JsonRow };

/** An order with everything that its page shows. Null when there is none. Three statements. */
export async function findOrder(
  _merchant: Merchant,
  id: string,
  db: Database = prisma(),
): Promise<OrderDetail | null> {
  const [row] = await db.$queryRaw<Detail[]>(orderQuery(id));
  if (row === undefined) return null;
  const [payments, changes] = await Promise.all([readPayments(db, id), readChanges(db, id)]);
  return {
    ...orderRowOf(row),
    ...partsOf(row),
    payments,
    changes: changes.slice(0, CHANGES_SHOWN_MAX),
    isCut: changes.length > CHANGES_SHOWN_MAX,
  };
}

const orderQuery = (id: string) => Prisma.sql`
  SELECT t.id, coalesce(t.client_number, t.number::text) AS number, t.mode, t.status,
    t.payment_status, ${Prisma.raw(ORDER_COLUMNS.fulfillment_status)} AS fulfillment,
    t.total_minor, t.currency_code, c.email, a.first_name, a.last_name, t.archived_at, t.created_at,
    to_jsonb(t) || jsonb_build_object(
      'market_name', m.name,
      'shipping_address', to_jsonb(s),
      'billing_address', to_jsonb(b),
      'lines', (SELECT jsonb_agg(to_jsonb(l) ORDER BY l.created_at, l.id)
                FROM line_items l WHERE l.order_id = t.id),
      'shipments', (SELECT jsonb_agg(to_jsonb(p) || jsonb_build_object('method_name', w.name))
                    FROM shipments p LEFT JOIN shipping_methods w ON w.id = p.shipping_method_id
                    WHERE p.order_id = t.id),
      'notes', (SELECT jsonb_agg(to_jsonb(n) ORDER BY n.created_at DESC) FROM (
                  SELECT n.*, u.name AS author FROM order_notes n LEFT JOIN users u ON u.id = n.author_id
                  WHERE n.order_id = t.id ORDER BY n.created_at DESC LIMIT ${NOTES_SHOWN_MAX}) n),
      'link', (SELECT to_jsonb(k) FROM payment_links k WHERE k.order_id = t.id)
    ) AS document
  FROM orders t
  JOIN markets m ON m.id = t.market_id
  LEFT JOIN customers c ON c.id = t.customer_id
  LEFT JOIN addresses s ON s.id = t.shipping_address_id
  LEFT JOIN addresses b ON b.id = t.billing_address_id
  LEFT JOIN addresses a ON a.id = COALESCE(t.shipping_address_id, t.billing_address_id)
  WHERE t.id = ${id}`;

function partsOf({ document, status }: Detail) {
  const [shipping, billing] = [document.shipping_address, document.billing_address];
  return {
    customerId: textOrNull(document, "customer_id"),
    marketName: text(document, "market_name"),
    reference: textOrNull(document, "reference"),
    referenceOrigin: textOrNull(document, "reference_origin"),
    languageCode: text(document, "language_code"),
    lines: rows(document, "lines").map(lineOfRow),
    subtotalMinor: integer(document, "subtotal_minor"),
    shippingMinor: integer(document, "shipping_minor"),
    paymentMethodMinor: integer(document, "payment_method_minor"),
    taxMinor: integer(document, "tax_minor"),
    taxRate: decimal(document, "tax_rate"),
    isTaxIncluded: flag(document, "tax_included"),
    shippingAddress: isJsonObject(shipping) ? addressOfRow(shipping) : null,
    billingAddress: isJsonObject(billing) ? addressOfRow(billing) : null,
    isBilledWhereShipped: document.shipping_address_id === document.billing_address_id,
    shipments: rows(document, "shipments").map(shipmentOfRow),
    notes: rows(document, "notes").map(noteOfRow),
    link: isJsonObject(document.link) ? linkOf(document, document.link, status) : null,
    placedAt: instantOrNull(document, "placed_at"),
    expiresAt: instantOrNull(document, "expires_at"),
  };
}

function linkOf(document: JsonRow, link: JsonRow, status: ListedOrder["status"]): OrderLink {
  const expiresAt = instantOrNull(document, "expires_at");
  const withdrawnAt = instantOrNull(link, "withdrawn_at");
  const state = linkStateOf({ status, expiresAt, withdrawnAt }, systemClock.now());
  return { id: text(link, "id"), state, token: text(document, "token"), expiresAt };
}

async function readPayments(db: Database, orderId: string): Promise<readonly OrderPayment[]> {
  const sources = Prisma.sql`(SELECT * FROM payment_sources WHERE order_id = ${orderId}
    ORDER BY created_at DESC, id DESC LIMIT ${PAYMENTS_SHOWN_MAX})`;
  const found = await db.$queryRaw<SourceRow[]>`
    ${selectSources(sources)} ORDER BY s.created_at DESC, s.id DESC`;
  return found.map(paymentRowOf);
}

type ChangeRow = {
  sequence: bigint;
  occurred_at: Date;
  name: string;
  actor_kind: string;
  actor_name: string | null;
  changes: unknown;
};

/** The newest first, by the index on (order, sequence). */
async function readChanges(db: Database, orderId: string): Promise<readonly OrderChange[]> {
  const found = await db.$queryRaw<ChangeRow[]>`
    SELECT e.sequence, e.occurred_at, e.name, e.actor_kind, e.changes,
      COALESCE(u.name, k.name) AS actor_name
    FROM (SELECT * FROM events WHERE order_id = ${orderId}
      ORDER BY sequence DESC LIMIT ${CHANGES_SHOWN_MAX + 1}) e
    LEFT JOIN users u ON e.actor_kind = 'user' AND u.id = e.actor_id
    LEFT JOIN api_clients k ON e.actor_kind = 'api_client' AND k.id = e.actor_id
    ORDER BY e.sequence DESC`;
  return found.map((row) => ({
    sequence: row.sequence.toString(),
    occurredAt: row.occurred_at,
    name: row.name,
    actorKind: ACTOR_KINDS.find((kind) => kind === row.actor_kind) ?? "other",
    actorName: row.actor_name,
    changes: isJsonObject(row.changes) ? row.changes : {},
  }));
}
