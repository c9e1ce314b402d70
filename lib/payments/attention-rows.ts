import "server-only";
import {
  flag,
  instant,
  instantOrNull,
  integer,
  type JsonRow,
  oneOf,
  text,
  textOrNull,
} from "../db/row";
import type { GatewayId, OrderId, PaymentSourceId, ProviderReference, TransactionId } from "../ids";
import type { CurrencyCode } from "../money/money";
import { DISPUTE_STATES } from "../providers/provider-dispute";
import { ATTENTION_KINDS, type AttentionItem } from "./attention";
import type { Dispute } from "./dispute";

export const attentionOfRow = (row: JsonRow): AttentionItem => ({
  id: text(row, "id"),
  kind: oneOf(row, "kind", ATTENTION_KINDS),
  stamp: text(row, "stamp"),
  isOpen: flag(row, "is_open"),
  ownerId: textOrNull(row, "owner_id"),
});

export const disputeOfRow = (row: JsonRow): Dispute => ({
  id: text(row, "id"),
  gatewayId: text(row, "gateway_id") as GatewayId,
  orderId: text(row, "order_id") as OrderId,
  sourceId: text(row, "source_id") as PaymentSourceId,
  transactionId: text(row, "transaction_id") as TransactionId,
  reference: text(row, "reference") as ProviderReference,
  amount: {
    amountMinor: integer(row, "amount_minor"),
    currency: text(row, "currency_code") as CurrencyCode,
  },
  reason: text(row, "reason"),
  state: oneOf(row, "state", DISPUTE_STATES),
  respondBy: instantOrNull(row, "respond_by"),
  openedAt: instant(row, "opened_at"),
  closedAt: instantOrNull(row, "closed_at"),
  toldAt: instant(row, "told_at"),
  toldBy: text(row, "told_by"),
});
