import type { PaymentSourceType } from "../gateway-types";
import type { GatewayId, OrderId, PaymentSourceId, ProviderReference } from "../ids";
import type { JsonObject } from "../json";
import type { Money } from "../money/money";
import type { PaymentInstrument } from "../providers/provider";

export type Mode = "test" | "live";

/** One attempt to fund an order. */
export type PaymentSource = {
  id: PaymentSourceId;
  type: PaymentSourceType;
  orderId: OrderId;
  gatewayId: GatewayId;
  paymentMethodId: string | null;
  mode: Mode;
  /** The payment at the provider (`pi_…`, `pay_…`); null until the provider named it. */
  reference: ProviderReference | null;
  /** In the API's names, secrets included: decrypted when read, encrypted when stored. Never log it. */
  attributes: JsonObject;
  instrument: PaymentInstrument | null;
  /** The order's total when it was made: what is authorized. */
  amount: Money;
  /** The form's nonce or the client's key; the same one returns the same source. */
  idempotencyKey: string | null;
  /** Unguessable: the part of our own return URLs that finds it. */
  returnToken: string;
  metadata: JsonObject;
  clientReference: string | null;
  referenceOrigin: string | null;
  createdAt: Date;
  updatedAt: Date;
};
