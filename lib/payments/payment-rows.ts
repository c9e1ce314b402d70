import "server-only";
import {
  decimal,
  flag,
  instant,
  instantOrNull,
  integer,
  integerOrNull,
  type JsonRow,
  oneOf,
  rows,
  text,
  textOrNull,
} from "../db/row";
import { GATEWAY_TYPES, PAYMENT_SOURCE_TYPES } from "../gateway-types";
import type { GatewayId, OrderId, PaymentSourceId, ProviderReference, TransactionId } from "../ids";
import { isJsonObject, type JsonObject } from "../json";
import type { CurrencyCode } from "../money/money";
import { taxedParts } from "../orders/order-attributes";
import { ORDER_STATUSES } from "../orders/order-status";
import { PAYMENT_STATUSES } from "../orders/payment-statuses";
import { DECLINE_CODES } from "../providers/decline";
import type { PaymentInstrument } from "../providers/provider";
import { decrypt, decryptOrEmpty } from "../secrets";
import { attentionOfRow, disputeOfRow } from "./attention-rows";
import { CIRCUIT_STATES, type Circuit } from "./circuit";
import type { PaymentMethod } from "./payment-method";
import type { PaymentSource } from "./payment-source";
import type { Gateway, PayableOrder, PaymentState, StoredTransaction } from "./store";
import { TRANSACTION_KINDS, TRANSACTION_STATUSES } from "./transaction";

/** From the one JSON document that the store reads to what the use cases know. Secrets are opened here, and only here. */
export function stateOf(document: JsonRow): PaymentState {
  const sources = rows(document, "sources").map(sourceOfRow);
  const secrets = new Map(sources.map((source) => [source.id as string, source.attributes]));
  return {
    order: orderOf(document),
    sources,
    transactions: rows(document, "transactions").map((row) =>
      transactionOf(row, secrets.get(text(row, "source_id")) ?? {}),
    ),
    methods: rows(document, "methods").map(methodOf),
    gateways: rows(document, "gateways").map(gatewayOfRow),
    disputes: rows(document, "disputes").map(disputeOfRow),
    attention: rows(document, "attention").map(attentionOfRow),
  };
}

const objectOf = (row: JsonRow, column: string): JsonObject => {
  const value = row[column];
  return isJsonObject(value) ? value : {};
};

const currencyOf = (row: JsonRow): CurrencyCode => text(row, "currency_code") as CurrencyCode;

function orderOf(row: JsonRow): PayableOrder {
  const origins = row.client_origins;
  return {
    id: text(row, "id") as OrderId,
    version: integer(row, "version"),
    token: text(row, "token"),
    number: integer(row, "number"),
    mode: oneOf(row, "mode", ["test", "live"]),
    status: oneOf(row, "status", ORDER_STATUSES),
    paymentStatus: oneOf(row, "payment_status", PAYMENT_STATUSES),
    currency: currencyOf(row),
    totalMinor: integer(row, "total_minor"),
    paymentMethodMinor: integer(row, "payment_method_minor"),
    taxMinor: integer(row, "tax_minor"),
    pricing: {
      subtotalMinor: integer(row, "subtotal_minor"),
      shippingMinor: integer(row, "shipping_minor"),
      taxRate: decimal(row, "tax_rate"),
      taxIncluded: flag(row, "tax_included"),
      ...taxedParts(objectOf(row, "attributes")),
    },
    email: textOrNull(row, "email"),
    paymentMethodId: textOrNull(row, "payment_method_id"),
    paymentSourceId: textOrNull(row, "payment_source_id") as PaymentSourceId | null,
    attemptsCount: integer(row, "attempts_count"),
    linesCount: integer(row, "lines_count"),
    ships: flag(row, "ships"),
    hasShippingAddress: row.shipping_address_id != null,
    hasBillingAddress: row.billing_address_id != null,
    isDeliveryChosen: flag(row, "is_delivery_chosen"),
    apiClientId: textOrNull(row, "api_client_id"),
    ownerId: textOrNull(row, "owner_id"),
    clientOrigins: Array.isArray(origins) ? origins.map(String) : [],
    validation: validationOf(row),
    expiresAt: instantOrNull(row, "expires_at"),
    placedAt: instantOrNull(row, "placed_at"),
    approvedAt: instantOrNull(row, "approved_at"),
    cancelledAt: instantOrNull(row, "cancelled_at"),
  };
}

function validationOf(row: JsonRow): PayableOrder["validation"] {
  const { validation } = row;
  if (!isJsonObject(validation)) return null;
  const { shared_secret: secret } = decryptOrEmpty(textOrNull(validation, "secret"));
  return {
    url: text(validation, "url"),
    sharedSecret: typeof secret === "string" ? secret : null,
    includes: Array.isArray(validation.includes) ? validation.includes.map(String) : null,
  };
}

function sourceOfRow(row: JsonRow): PaymentSource {
  const instrument = row.instrument;
  return {
    id: text(row, "id") as PaymentSourceId,
    type: oneOf(row, "type", PAYMENT_SOURCE_TYPES),
    orderId: text(row, "order_id") as OrderId,
    gatewayId: text(row, "gateway_id") as GatewayId,
    paymentMethodId: textOrNull(row, "payment_method_id"),
    mode: oneOf(row, "mode", ["test", "live"]),
    reference: textOrNull(row, "provider_reference") as ProviderReference | null,
    attributes: {
      ...objectOf(row, "attributes"),
      ...decryptOrEmpty(textOrNull(row, "secrets_encrypted")),
    },
    instrument: isJsonObject(instrument) ? (instrument as PaymentInstrument) : null,
    amount: { amountMinor: integer(row, "amount_minor"), currency: currencyOf(row) },
    idempotencyKey: textOrNull(row, "idempotency_key"),
    returnToken: text(row, "return_token"),
    metadata: objectOf(row, "metadata"),
    clientReference: textOrNull(row, "reference"),
    referenceOrigin: textOrNull(row, "reference_origin"),
    createdAt: instant(row, "created_at"),
    updatedAt: instant(row, "updated_at"),
  };
}

function transactionOf(row: JsonRow, attributes: JsonObject): StoredTransaction {
  return {
    id: text(row, "id") as TransactionId,
    orderId: text(row, "order_id") as OrderId,
    sourceId: text(row, "source_id") as PaymentSourceId,
    gatewayId: text(row, "gateway_id") as GatewayId,
    kind: oneOf(row, "kind", TRANSACTION_KINDS),
    status: oneOf(row, "status", TRANSACTION_STATUSES),
    amount: { amountMinor: integer(row, "amount_minor"), currency: currencyOf(row) },
    attempt: integerOrNull(row, "attempt"),
    ourReference: textOrNull(row, "our_reference"),
    parentId: textOrNull(row, "parent_id") as TransactionId | null,
    paymentReference: textOrNull(row, "payment_reference") as ProviderReference | null,
    reference: textOrNull(row, "reference") as ProviderReference | null,
    decline:
      row.decline_code == null
        ? null
        : { code: oneOf(row, "decline_code", DECLINE_CODES), raw: text(row, "decline_raw") },
    action: actionOf(row, attributes),
    idempotencyKey: textOrNull(row, "idempotency_key"),
    live: flag(row, "live"),
    places: flag(row, "places"),
    requestedAt: instant(row, "requested_at"),
    settledAt: instantOrNull(row, "settled_at"),
    origin: oneOf(row, "origin", ["kassa", "provider"]),
    detail: textOrNull(row, "detail"),
    supersededAt: instantOrNull(row, "superseded_at"),
    checksCount: integer(row, "checks_count"),
    nextCheckAt: instantOrNull(row, "next_check_at"),
  };
}

/** A client secret is kept once, encrypted on the source; a redirect's address on the transaction. */
function actionOf(row: JsonRow, attributes: JsonObject): StoredTransaction["action"] {
  switch (row.action_kind) {
    case "redirect":
      return { kind: "redirect", url: text(row, "action_url") };
    case "client_confirmation":
      return { kind: "client_confirmation", clientSecret: String(attributes.client_secret ?? "") };
    default:
      return null;
  }
}

const methodOf = (row: JsonRow): PaymentMethod => ({
  id: text(row, "id"),
  gatewayId: text(row, "gateway_id") as GatewayId,
  sourceType: oneOf(row, "payment_source_type", PAYMENT_SOURCE_TYPES),
  name: text(row, "name"),
  description: textOrNull(row, "description"),
  currency: textOrNull(row, "currency_code") as CurrencyCode | null,
  feeMinor: integer(row, "fee_minor"),
  autoPlace: flag(row, "auto_place"),
  autoCapture: flag(row, "auto_capture"),
  autoCaptureMaxMinor: integerOrNull(row, "auto_capture_max_minor"),
  isEnabled: row.disabled_at == null,
});

export const circuitOfRow = (row: JsonRow): Circuit => ({
  state: oneOf(row, "circuit_state", CIRCUIT_STATES),
  failureCount: integer(row, "circuit_failure_count"),
  failedAt: instantOrNull(row, "circuit_failed_at"),
  openedAt: instantOrNull(row, "circuit_opened_at"),
  probedAt: instantOrNull(row, "circuit_probed_at"),
});

export const gatewayOfRow = (row: JsonRow): Gateway => ({
  id: text(row, "id") as GatewayId,
  type: oneOf(row, "type", GATEWAY_TYPES),
  mode: oneOf(row, "mode", ["test", "live"]),
  name: text(row, "name"),
  config: { ...objectOf(row, "settings"), ...decrypt(text(row, "credentials_encrypted")) },
  forcePayments: flag(row, "force_payments"),
  isEnabled: row.disabled_at == null,
  circuit: circuitOfRow(row),
});
