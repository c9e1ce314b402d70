import type { PaymentSourceType } from "../gateway-types";
import type { Mode } from "../payments/payment-source";
import { fullNameOf, type PaymentState } from "../payments/payment-view";
import { minorOf } from "../payments/query-rows";
import type { DeclineCode } from "../providers/decline";
import type { ListedPayment } from "./list-view";

/** A row of the list, as the database answers. */
export type ListedRow = {
  id: string;
  mode: Mode;
  created_at: Date;
  amount_minor: bigint;
  currency_code: string;
  source_type: PaymentSourceType;
  card_brand: string | null;
  card_last_digits: string | null;
  state: PaymentState;
  decline_code: DeclineCode | null;
  authorized_minor: bigint;
  captured_minor: bigint;
  refunded_minor: bigint;
  capturable_minor: bigint;
  needs_attention: boolean;
  number: number;
  client_number: string | null;
  order_reference: string | null;
  provider_reference: string | null;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  gateway_name: string;
  method_name: string | null;
};

export const listedOf = (row: ListedRow): ListedPayment => ({
  id: row.id,
  mode: row.mode,
  state: row.state,
  decline: row.decline_code,
  amountMinor: minorOf(row.amount_minor),
  currency: row.currency_code,
  orderNumber: row.client_number ?? String(row.number),
  customer: { name: fullNameOf(row.first_name, row.last_name), email: row.email },
  method: {
    sourceType: row.source_type,
    gatewayName: row.gateway_name,
    methodName: row.method_name,
    cardBrand: row.card_brand,
    cardLastDigits: row.card_last_digits,
  },
  createdAt: row.created_at,
  needsAttention: row.needs_attention,
  authorizedMinor: minorOf(row.authorized_minor),
  capturedMinor: minorOf(row.captured_minor),
  refundedMinor: minorOf(row.refunded_minor),
  capturableMinor: minorOf(row.capturable_minor),
  reference: row.provider_reference,
  orderReference: row.order_reference,
});
