import type { Resource } from "./resource";
import { addresses } from "./resources/addresses";
import { applications } from "./resources/applications";
import { authorizations } from "./resources/authorizations";
import { captures } from "./resources/captures";
import { checkoutComGateways } from "./resources/checkout_com_gateways";
import { checkoutComPayments } from "./resources/checkout_com_payments";
import { customerAddresses } from "./resources/customer_addresses";
import { customerPaymentSources } from "./resources/customer_payment_sources";
import { customers } from "./resources/customers";
import { eventCallbacks } from "./resources/event_callbacks";
import { eventStores } from "./resources/event_stores";
import { externalGateways } from "./resources/external_gateways";
import { externalPayments } from "./resources/external_payments";
import { lineItems } from "./resources/line_items";
import { manualGateways } from "./resources/manual_gateways";
import { markets } from "./resources/markets";
import { orders } from "./resources/orders";
import { organizations } from "./resources/organizations";
import { paymentGateways } from "./resources/payment_gateways";
import { paymentMethods } from "./resources/payment_methods";
import { paymentOptions } from "./resources/payment_options";
import { prices } from "./resources/prices";
import { refunds } from "./resources/refunds";
import { shipments } from "./resources/shipments";
import { shippingMethods } from "./resources/shipping_methods";
import { skus } from "./resources/skus";
import { stripeGateways } from "./resources/stripe_gateways";
import { stripePayments } from "./resources/stripe_payments";
import { transactions } from "./resources/transactions";
import { versions } from "./resources/versions";
import { voids } from "./resources/voids";
import { webhooks } from "./resources/webhooks";
import { wireTransfers } from "./resources/wire_transfers";

/** Every resource of the JSON:API. A new one is a file beside these and a line here. */
const RESOURCES: readonly Resource[] = [
  addresses,
  applications,
  authorizations,
  captures,
  checkoutComGateways,
  checkoutComPayments,
  customerAddresses,
  customerPaymentSources,
  customers,
  eventCallbacks,
  eventStores,
  externalGateways,
  externalPayments,
  lineItems,
  manualGateways,
  markets,
  orders,
  organizations,
  paymentGateways,
  paymentMethods,
  paymentOptions,
  prices,
  refunds,
  shipments,
  shippingMethods,
  skus,
  stripeGateways,
  stripePayments,
  transactions,
  versions,
  voids,
  webhooks,
  wireTransfers,
];

const byType: ReadonlyMap<string, Resource> = new Map(
  RESOURCES.map((resource) => [resource.type, resource]),
);

export const findResource = (type: string): Resource | null => byType.get(type) ?? null;
export const listResources = (): readonly Resource[] => RESOURCES;
