import { GATEWAY_TYPES } from "../../gateway-types";
import { listedBy } from "../attributes";
import { GATEWAY_TABLE, gatewayView } from "../gateway-rows";
import { many } from "../relationships";
import { defineResource, type Relationship } from "../resource";

/** The history tells of a gateway under its own type. */
const historyOfAny = (target: string): Relationship => ({
  kind: "many",
  types: [target],
  on: (p, t) => `${t}."resource_type" = ${p}."type" AND ${t}."resource_id" = ${p}."id"`,
});

/** Gateways of every type, to look at: each is set up under its own. */
export const paymentGateways = defineResource({
  type: "payment_gateways",
  ...GATEWAY_TABLE,
  lists: listedBy(["name", "disabled_at"]),
  where: `t."type" IN (${GATEWAY_TYPES.map((type) => `'${type}'`).join(", ")})`,
  attributes: gatewayView,
  relationships: {
    payment_methods: many("payment_methods", "gateway_id"),
    versions: historyOfAny("versions"),
    event_stores: historyOfAny("event_stores"),
  },
});
