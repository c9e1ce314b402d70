/** Each of the four is the word of whoever asked for it: it holds at once, and nobody else is told. */
import type { ProviderReference } from "../../ids";
import { ok } from "../../result";
import type {
  AuthorizeInput,
  OperationInput,
  PaymentInstrument,
  ProviderAnswer,
  ProviderCall,
} from "../provider";
import type { ManualConfig } from "./config";
import type { ManualSource } from "./source";

type Call = ProviderCall<ManualConfig>;

const TRANSFER: PaymentInstrument = {
  issuer_type: "wire_transfer",
  issuer: null,
  card_type: null,
  card_last_digits: null,
  card_expiry_month: null,
  card_expiry_year: null,
};

/** The shopper has said that the money will be sent. There is no other name for it than ours. */
export async function authorize(
  _call: Call,
  { amount, ourReference }: AuthorizeInput<ManualSource>,
): Promise<ProviderAnswer> {
  const reference = ourReference as ProviderReference;
  return ok({
    kind: "succeeded",
    reference,
    transactionReference: reference,
    amount,
    capturedMinor: 0,
    facts: { attributes: {}, instrument: TRANSFER },
  });
}

/** Capture: the money has arrived. Void: it will not come. Refund: the merchant has sent it back. */
export async function confirm(
  _call: Call,
  { payment, amount, operationReference }: OperationInput,
): Promise<ProviderAnswer> {
  return ok({
    kind: "succeeded",
    reference: payment,
    transactionReference: operationReference as ProviderReference,
    amount,
    capturedMinor: 0,
    facts: { attributes: {}, instrument: null },
  });
}
