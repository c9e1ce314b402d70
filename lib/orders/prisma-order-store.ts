import "server-only";
import type { Prisma, PrismaClient } from "@/generated/prisma/client";
import type { JsonRow } from "../db/row";
import { writeAll } from "../db/write";
import { notFound, type UseCaseError } from "../errors";
import type { Ids } from "../ids";
import { parseCurrency } from "../money/currency";
import { err, ok } from "../result";
import { editableOrderQuery, type OrderDocument, orderDocumentOf } from "./order-rows";
import { isEditable } from "./order-status";
import { addressWrite, createWrites, editWrites } from "./order-writes";
import type { OrderKey, OrderStore } from "./store";

type Database = Pick<Prisma.TransactionClient, "$queryRaw">;

async function read(database: Database, key: OrderKey): Promise<OrderDocument | null> {
  const [row] = await database.$queryRaw<{ document: JsonRow }[]>(editableOrderQuery(key));
  return row ? orderDocumentOf(row.document) : null;
}

/** Finds or makes the customer of an address, whatever its capitals: one row, in one statement, also when two ask at once. */
async function customerOf(
  database: Database,
  customer: { email: string; mode: string; id: string; now: Date },
): Promise<string> {
  const email = customer.email.trim().toLowerCase();
  const [row] = await database.$queryRaw<[{ id: string }]>`
    INSERT INTO customers (id, mode, email, created_at, updated_at)
    VALUES (${customer.id}, ${customer.mode}, ${email}, ${customer.now}, ${customer.now})
    ON CONFLICT (mode, email) DO UPDATE SET updated_at = excluded.updated_at RETURNING id`;
  return row.id;
}

async function lock(database: Database, key: OrderKey): Promise<boolean> {
  const locked =
    "id" in key
      ? await database.$queryRaw<unknown[]>`SELECT 1 FROM orders WHERE id = ${key.id} FOR UPDATE`
      : await database.$queryRaw<
          unknown[]
        >`SELECT 1 FROM orders WHERE token = ${key.token} FOR UPDATE`;
  return locked.length > 0;
}

const keyText = (key: OrderKey): string => ("id" in key ? key.id : "");

const refuse = (state: OrderDocument): UseCaseError | null =>
  isEditable(state.order.status) && !state.isHeld
    ? null
    : { code: "order_not_editable", status: state.order.status };

/** Orders on PostgreSQL. Each method is one atomic database transaction. */
export function createOrderStore(prisma: PrismaClient, ids: Ids): OrderStore {
  return {
    ...catalogOf(prisma),
    find: (key) => read(prisma, key),
    create: async (order, by, now) => {
      const { email, mode } = order;
      if (!email) return writeAll(prisma, createWrites(order, null, { by, now, ids }));
      await prisma.$transaction(async (dbTransaction) => {
        const customerId = await customerOf(dbTransaction, {
          email,
          mode,
          id: ids.resource(),
          now,
        });
        await writeAll(dbTransaction, createWrites(order, customerId, { by, now, ids }));
      });
    },
    createAddress: (address, _by, now) => writeAll(prisma, [addressWrite(address, now)]),
    change: (key, by, now, decide) =>
      prisma.$transaction(async (dbTransaction) => {
        const state = (await lock(dbTransaction, key)) ? await read(dbTransaction, key) : null;
        if (!state) return err(notFound("orders", keyText(key)));
        const refused = refuse(state);
        if (refused) return err(refused);
        const decided = decide(state);
        if (!decided.ok) return decided;
        const { edit, value } = decided.value;
        const { mode } = state.order;
        const customerId =
          edit.email === undefined
            ? null
            : await customerOf(dbTransaction, { email: edit.email, mode, id: ids.resource(), now });
        await writeAll(dbTransaction, editWrites(state, edit, { by, now, ids, customerId }));
        return ok(value);
      }),
  };
}

type Catalog = Pick<
  OrderStore,
  "findTerms" | "findOffers" | "ownsAddresses" | "offersPaymentMethod"
>;

function catalogOf(prisma: PrismaClient): Catalog {
  return {
    findTerms: async ({ marketId, currency }) => {
      const asked = currency === null ? null : parseCurrency(currency);
      if (currency !== null && asked === null) return null;
      const [row] = await prisma.$queryRaw<
        { id: string; currency: string; tax_included: boolean; rate: number | null }[]
      >`SELECT m.id, m.tax_included, coalesce(${asked}, m.currency_code) AS currency, r.rate::float8 AS rate
        FROM markets m
        LEFT JOIN market_tax_rates r
          ON r.market_id = m.id AND r.currency_code = coalesce(${asked}, m.currency_code)
        WHERE m.disabled_at IS NULL AND (${marketId}::text IS NULL OR m.id = ${marketId})
        ORDER BY m.number LIMIT 1`;
      const own = row && parseCurrency(row.currency);
      if (!row || !own) return null;
      return {
        marketId: row.id,
        currency: own,
        taxIncluded: row.tax_included,
        taxRate: row.rate ?? 0,
      };
    },
    findOffers: async (codes, currency) => {
      const found = await prisma.sku.findMany({
        where: { code: { in: [...codes] } },
        include: { prices: { where: { currencyCode: currency } } },
      });
      return found.map(({ prices, doNotShip, ...sku }) => ({
        ...sku,
        ships: !doNotShip,
        unitMinor: prices[0] ? Number(prices[0].amountMinor) : null,
      }));
    },
    ownsAddresses: async (addressIds, apiClientId) => {
      const asked = [...new Set(addressIds)];
      const owners =
        apiClientId === null ? [{ apiClientId: null }] : [{ apiClientId: null }, { apiClientId }];
      return (
        (await prisma.address.count({ where: { id: { in: asked }, OR: owners } })) === asked.length
      );
    },
    offersPaymentMethod: async (id, { marketId, currency }) =>
      (await prisma.paymentMethod.count({
        where: {
          id,
          disabledAt: null,
          AND: [
            { OR: [{ marketId }, { marketId: null }] },
            { OR: [{ currencyCode: currency }, { currencyCode: null }] },
          ],
        },
      })) > 0,
  };
}
