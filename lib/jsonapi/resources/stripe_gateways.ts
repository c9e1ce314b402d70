import { fixed, listedBy, string } from "../attributes";
import {
  credential,
  GATEWAY_TABLE,
  gatewayCommon,
  gatewayRelationships,
  setting,
} from "../gateway-rows";
import { defineResource } from "../resource";

const type = "stripe_gateways";

export const stripeGateways = defineResource({
  type,
  ...GATEWAY_TABLE,
  lists: listedBy(["name", "disabled_at"]),
  where: `t."type" = '${type}'`,
  attributes: {
    ...gatewayCommon,
    connected_account: setting("string"),
    auto_payments: fixed("boolean", false),
    webhook_endpoint_id: string(),
    webhook_endpoint_secret: credential("webhook_endpoint_secret"),
    webhook_endpoint_url: string(),
  },
  relationships: gatewayRelationships(type, "stripe_payments"),
});
