import "server-only";
import type { Prisma, PrismaClient } from "@/generated/prisma/client";
import type { JsonRow } from "../db/row";
import { writeAll } from "../db/write";
import type { Actor } from "../deps";
import type { Ids } from "../ids";
import { parseCurrency } from "../money/currency";
import { editInTurns } from "./edit-in-turns";
import type { EditableOrder } from "./order";
import { editableOrderOf, editableOrderQuery } from "./order-rows";
import { addressWrite, createWrites, editWrites } from "./order-writes";
import type { OrderEdit, OrderKey, OrderStore, SkuOffer } from "./store";

type Database = Pick<Prisma.TransactionClient, "$queryRaw">;

async function read(database: Database, key: OrderKey): Promise<EditableOrder | null> {
  const [row] = await database.$queryRaw<{ document: JsonRow }[]>(editableOrderQuery(key));
  return row ? editableOrderOf(row.document) : null;
}

/** Orders on PostgreSQL. Each method is one atomic statement. */
export function createOrderStore(prisma: PrismaClient, ids: Ids): OrderStore {
  /** False when the order has moved on since `state` was read; nothing is written then. */
  const write = (state: EditableOrder, edit: OrderEdit, by: Actor, now: Date): Promise<boolean> => {
    const { id: orderId, version, mode } = state.order;
    const { writes, set } = editWrites(state, edit, { by, now, ids });
    return writeAll(prisma, writes, {
      guard: { orderId, version, set },
      ...(edit.email === undefined
        ? {}
        : { customer: { id: ids.resource(), mode, email: edit.email, now } }),
    });
  };
  return {
    ...catalogOf(prisma),
    find: (key) => read(prisma, key),
    create: async (order, by, now) => {
      const { email, mode } = order;
      const writes = createWrites(order, { by, now, ids });
      const customer = email === null ? {} : { customer: { id: ids.resource(), mode, email, now } };
      await writeAll(prisma, writes, customer);
    },
    createAddress: async (address, _by, now) => {
      await writeAll(prisma, [addressWrite(address, now)]);
    },
    change: (from, by, now, decide, scope = "open") =>
      editInTurns(
        { from, scope, decide },
        {
          read: (key) => read(prisma, key),
          write: (state, edit) => write(state, edit, by, now),
        },
      ),
  };
}

type Catalog = Pick<
  OrderStore,
  "findTerms" | "findOffers" | "ownsAddresses" | "countriesOf" | "offersPaymentMethod"
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
      const found = await prisma.$queryRaw<
        (Omit<SkuOffer, "unitMinor" | "ships" | "imageUrl"> & {
          image_url: string | null;
          ships: boolean;
          unit_minor: bigint | null;
        })[]
      >`SELECT s.id, s.code, s.name, s.description, s.image_url, NOT s.do_not_ship AS ships,
               p.amount_minor AS unit_minor
        FROM skus s LEFT JOIN prices p ON p.sku_id = s.id AND p.currency_code = ${currency}
        WHERE s.code = ANY(${[...codes]})`;
      return found.map(({ image_url, unit_minor, ...sku }) => ({
        ...sku,
        imageUrl: image_url,
        unitMinor: unit_minor === null ? null : Number(unit_minor),
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
    countriesOf: async (addressIds) => {
      const where = { id: { in: [...addressIds] } };
      const select = { id: true, countryCode: true } as const;
      const found = await prisma.address.findMany({ where, select });
      return new Map(found.map(({ id, countryCode }) => [id, countryCode]));
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
