import { assert } from "@/lib/assert";
import type { PaymentSourceType } from "@/lib/gateway-types";
import type { DeclineCode } from "@/lib/providers/decline";
import type { Mode } from "./payment-source";
import {
  fullNameOf,
  instrumentOf,
  type PaymentRow,
  type PaymentSums,
  paymentStateOf,
} from "./payment-view";
import type { TransactionStatus } from "./transaction";

/** A payment source with what the list says of it, as the database answers. */
export type SourceRow = {
  id: string;
  mode: Mode;
  type: PaymentSourceType;
  amount_minor: bigint;
  currency_code: string;
  instrument: unknown;
  created_at: Date;
  number: number;
  total_minor: bigint;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  gateway_name: string;
  method_name: string | null;
  authorized: bigint;
  captured: bigint;
  voided: bigint;
  refunded: bigint;
  /** All three null before anything was asked for. */
  newest_status: TransactionStatus | null;
  newest_superseded_at: Date | null;
  newest_decline: DeclineCode | null;
};

/** The database's constraints keep amounts within what a number holds exactly. */
export function minorOf(amount: bigint): number {
  const amountMinor = Number(amount);
  assert(
    Number.isSafeInteger(amountMinor),
    "an amount in the database is beyond the safe integers",
  );
  return amountMinor;
}

export const sumsOf = (row: SourceRow): PaymentSums => ({
  authorizedMinor: minorOf(row.authorized),
  capturedMinor: minorOf(row.captured),
  voidedMinor: minorOf(row.voided),
  refundedMinor: minorOf(row.refunded),
});

export function paymentRowOf(row: SourceRow): PaymentRow {
  const instrument = instrumentOf(row.instrument);
  const attempt =
    row.newest_status === null
      ? null
      : { status: row.newest_status, isSuperseded: row.newest_superseded_at !== null };
  const state = paymentStateOf({
    totalMinor: minorOf(row.total_minor),
    sums: sumsOf(row),
    attempt,
  });
  return {
    id: row.id,
    mode: row.mode,
    state,
    decline: state === "declined" ? row.newest_decline : null,
    amountMinor: minorOf(row.amount_minor),
    currency: row.currency_code,
    orderNumber: String(row.number),
    customer: { name: fullNameOf(row.first_name, row.last_name), email: row.email },
    method: {
      sourceType: row.type,
      gatewayName: row.gateway_name,
      methodName: row.method_name,
      cardBrand: instrument?.card_type ?? null,
      cardLastDigits: instrument?.card_last_digits ?? null,
    },
    createdAt: row.created_at,
  };
}
