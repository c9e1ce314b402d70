import "server-only";
import { prisma } from "../db/client";
import type { Actor } from "../deps";
import { env } from "../env";
import type { PaymentSourceType } from "../gateway-types";
import { isJsonObject, type JsonObject } from "../json";
import type { KeptTokens } from "../providers/kept-card";
import type { PaymentInstrument } from "../providers/provider";
import { decryptOrEmpty, encrypt } from "../secrets";
import { insertKept, type KeptSet } from "./kept-rows";
import { fingerprintOf, isSourceType, walletName } from "./wallet";

/** A payment as the wallet is filled from it. Never log `attributes`: secrets are in it. */
export type PaidSource = {
  id: string;
  type: PaymentSourceType;
  gatewayId: string;
  paymentMethodId: string | null;
  attributes: JsonObject;
  instrument: PaymentInstrument | null;
};

export type WalletEntry = {
  id: string;
  customerId: string;
  type: PaymentSourceType | null;
  gatewayId: string | null;
  paymentMethodId: string | null;
  sourceId: string | null;
  instrument: PaymentInstrument | null;
  tokens: KeptTokens;
};

/** What the columns of an entry are; the tokens are encrypted here. */
export const walletColumns = (entry: Omit<WalletEntry, "id" | "customerId">): KeptSet => ({
  source_type: entry.type,
  gateway_id: entry.gatewayId,
  payment_method_id: entry.paymentMethodId,
  source_id: entry.sourceId,
  name: walletName(entry.instrument),
  secrets_encrypted: encrypt({ ...entry.tokens }),
  fingerprint: fingerprintOf(env().KASSA_ENCRYPTION_KEY, {
    gatewayId: entry.gatewayId,
    token: entry.tokens.payment_source_token,
  }),
});

/** False where the customer keeps this card already. */
export const insertWalletEntry = (
  { id, customerId, ...entry }: WalletEntry,
  common: KeptSet,
  by: { by: Actor; now: Date },
): Promise<boolean> => {
  const row = { ...common, ...walletColumns(entry), id, customer_id: customerId };
  return insertKept("customer_payment_sources", row, by);
};

/** A payment of an order of this customer; null: whosever it is. */
export async function findPaidSource(
  id: string,
  customerId: string | null,
): Promise<PaidSource | null> {
  const source = await prisma().paymentSource.findFirst({
    where: { id, ...(customerId === null ? {} : { order: { customerId } }) },
    select: {
      id: true,
      type: true,
      gatewayId: true,
      paymentMethodId: true,
      attributes: true,
      secretsEncrypted: true,
      instrument: true,
    },
  });
  if (source === null || !isSourceType(source.type)) return null;
  const attributes: JsonObject = isJsonObject(source.attributes) ? source.attributes : {};
  const { instrument, secretsEncrypted, type, gatewayId, paymentMethodId } = source;
  return {
    id: source.id,
    type,
    gatewayId,
    paymentMethodId,
    attributes: { ...attributes, ...decryptOrEmpty(secretsEncrypted) },
    instrument: instrument as PaymentInstrument | null, // Written by us, in this form alone.
  };
}

/** The gateway that a payment method stands for, of this mode. */
export async function findMethodGateway(
  id: string,
  mode: string,
): Promise<{ gatewayId: string; type: PaymentSourceType } | null> {
  const method = await prisma().paymentMethod.findFirst({
    where: { id, gateway: { mode } },
    select: { gatewayId: true, paymentSourceType: true },
  });
  if (method === null || !isSourceType(method.paymentSourceType)) return null;
  return { gatewayId: method.gatewayId, type: method.paymentSourceType };
}

export async function findWalletEntry(id: string): Promise<WalletEntry | null> {
  const row = await prisma().customerPaymentSource.findUnique({ where: { id } });
  if (row === null) return null;
  const { customer_token, payment_source_token } = decryptOrEmpty(row.secretsEncrypted);
  return {
    id,
    customerId: row.customerId,
    type: isSourceType(row.sourceType) ? row.sourceType : null,
    gatewayId: row.gatewayId,
    paymentMethodId: row.paymentMethodId,
    sourceId: row.sourceId,
    instrument: null,
    tokens: {
      customer_token: typeof customer_token === "string" ? customer_token : null,
      payment_source_token: typeof payment_source_token === "string" ? payment_source_token : "",
    },
  };
}

/** Whose order it is, and what it is paid with. */
export const findWalletOrder = (id: string) =>
  prisma().order.findUnique({
    where: { id },
    select: {
      customerId: true,
      ownerId: true,
      paymentSourceId: true,
      shippingAddressId: true,
      billingAddressId: true,
      paymentMethod: { select: { gatewayId: true } },
    },
  });

/**
 * A copy of an address for a customer's address book, which they may mend later without mending what was sold. One that
 * reads the same is there already: nothing is written. One statement.
 */
export async function keepAddressCopy(
  given: { addressId: string; customerId: string; copyId: string; id: string },
  { by, now }: { by: Actor; now: Date },
): Promise<void> {
  const { addressId, customerId, copyId, id } = given;
  await prisma().$executeRaw`
    WITH meant AS (
      SELECT * FROM addresses a WHERE a.id = ${addressId} AND NOT EXISTS (
        SELECT 1 FROM customer_addresses k JOIN addresses b ON b.id = k.address_id
        WHERE k.customer_id = ${customerId} AND (b.line_1, b.city, b.country_code) = (a.line_1, a.city, a.country_code)
          AND ROW(b.first_name, b.last_name, b.company, b.line_2, b.zip_code, b.state_code, b.phone)
            IS NOT DISTINCT FROM ROW(a.first_name, a.last_name, a.company, a.line_2, a.zip_code, a.state_code, a.phone))
    ), copied AS (
      INSERT INTO addresses (id, business, first_name, last_name, company, line_1, line_2, city, zip_code, state_code,
        country_code, phone, email, notes, billing_info, lat, lng, api_client_id, created_at, updated_at)
      SELECT ${copyId}, business, first_name, last_name, company, line_1, line_2, city, zip_code, state_code,
        country_code, phone, email, notes, billing_info, lat, lng, api_client_id, ${now}::timestamptz, ${now}::timestamptz
      FROM meant RETURNING id
    ), kept AS (
      INSERT INTO customer_addresses (id, customer_id, address_id, created_at, updated_at)
      SELECT ${id}, ${customerId}, id, ${now}::timestamptz, ${now}::timestamptz FROM copied RETURNING id
    )
    INSERT INTO events (occurred_at, name, resource_type, resource_id, actor_kind, actor_id, trace_id, changes)
    SELECT ${now}::timestamptz, 'customer_address.created', 'customer_addresses', id, ${by.kind}, ${by.id},
      ${by.traceId}, '{}'::jsonb FROM kept`;
}
