import { common, listedBy, shortText, string, writable } from "../attributes";
import { createCustomerAddress, updateCustomerAddress } from "../customer-address-actions";
import { removeKept } from "../kept-actions";
import { eventStoresOf, none, one, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import { withCustomer } from "../scopes";
import { sql } from "../sql";

const type = "customer_addresses";

export const customerAddresses = defineResource({
  type,
  table: "customer_addresses",
  joins: `JOIN "customers" kc ON kc."id" = t."customer_id" JOIN "addresses" ka ON ka."id" = t."address_id"`,
  columns: {
    customer_email: 'kc."email"',
    name: `concat_ws(', ', nullif(CASE WHEN ka."business" AND ka."company" IS NOT NULL THEN ka."company"
      ELSE concat_ws(' ', ka."first_name", ka."last_name") END, ''),
      concat_ws(' ', ka."line_1", ka."line_2", ka."zip_code", ka."city", ka."state_code", ka."country_code"))`,
  },
  lists: { ...listedBy(), owned: (customerId) => sql`t.customer_id = ${customerId}` },
  scope: withCustomer,
  attributes: {
    name: string(),
    customer_email: writable(string(), shortText.min(1), "create"),
    ...common,
  },
  relationships: {
    customer: one("customers", "customer_id", { on: "both" }),
    address: one("addresses", "address_id", { on: "both", required: true }),
    events: none,
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
  create: createCustomerAddress,
  update: updateCustomerAddress,
  remove: removeKept("customer_addresses"),
});
