import type { Resource } from "./resource";
import { addresses } from "./resources/addresses";
import { applications } from "./resources/applications";
import { checkoutComGateways } from "./resources/checkout_com_gateways";
import { checkoutComPayments } from "./resources/checkout_com_payments";
import { customers } from "./resources/customers";
import { eventStores } from "./resources/event_stores";
import { externalGateways } from "./resources/external_gateways";
import { externalPayments } from "./resources/external_payments";
import { lineItems } from "./resources/line_items";
import { markets } from "./resources/markets";
import { orders } from "./resources/orders";
import { organizations } from "./resources/organizations";
import { paymentMethods } from "./resources/payment_methods";
import { paymentOptions } from "./resources/payment_options";
import { prices } from "./resources/prices";
import { shipments } from "./resources/shipments";
import { shippingMethods } from "./resources/shipping_methods";
import { skus } from "./resources/skus";
import { stripeGateways } from "./resources/stripe_gateways";
import { stripePayments } from "./resources/stripe_payments";
import { versions } from "./resources/versions";

/** Every resource of the JSON:API. A new one is a file beside these and a line here. */
const RESOURCES: readonly Resource[] = [
  addresses,
  applications,
  checkoutComGateways,
  checkoutComPayments,
  customers,
  eventStores,
  externalGateways,
  externalPayments,
  lineItems,
  markets,
  orders,
  organizations,
  paymentMethods,
  paymentOptions,
  prices,
  shipments,
  shippingMethods,
  skus,
  stripeGateways,
  stripePayments,
  versions,
];

const byType: ReadonlyMap<string, Resource> = new Map(
  RESOURCES.map((resource) => [resource.type, resource]),
);

export const findResource = (type: string): Resource | null => byType.get(type) ?? null;
export const listResources = (): readonly Resource[] => RESOURCES;
