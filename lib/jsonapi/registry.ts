import type { Resource } from "./resource";
import { addresses } from "./resources/addresses";
import { authorizations } from "./resources/authorizations";
import { captures } from "./resources/captures";
import { checkoutComGateways } from "./resources/checkout_com_gateways";
import { checkoutComPayments } from "./resources/checkout_com_payments";
import { customerAddresses } from "./resources/customer_addresses";
import { customerPaymentSources } from "./resources/customer_payment_sources";
import { customers } from "./resources/customers";
import { eventStores } from "./resources/event_stores";
import { externalGateways } from "./resources/external_gateways";
import { externalPayments } from "./resources/external_payments";
import { lineItems } from "./resources/line_items";
import { markets } from "./resources/markets";
import { orders } from "./resources/orders";
import { paymentMethods } from "./resources/payment_methods";
import { refunds } from "./resources/refunds";
import { shipments } from "./resources/shipments";
import { skus } from "./resources/skus";
import { stripeGateways } from "./resources/stripe_gateways";
import { stripePayments } from "./resources/stripe_payments";
import { transactions } from "./resources/transactions";
import { versions } from "./resources/versions";
import { voids } from "./resources/voids";

/** Every resource of the JSON:API. A new one is a file beside these and a line here. */
const RESOURCES: readonly Resource[] = [
  addresses,
  authorizations,
  captures,
  checkoutComGateways,
  checkoutComPayments,
  customerAddresses,
  customerPaymentSources,
  customers,
  eventStores,
  externalGateways,
  externalPayments,
  lineItems,
  markets,
  orders,
  paymentMethods,
  refunds,
  shipments,
  skus,
  stripeGateways,
  stripePayments,
  transactions,
  versions,
  voids,
];

const byType: ReadonlyMap<string, Resource> = new Map(
  RESOURCES.map((resource) => [resource.type, resource]),
);

export const findResource = (type: string): Resource | null => byType.get(type) ?? null;
export const listResources = (): readonly Resource[] => RESOURCES;
