import { listedBy, string } from "../attributes";
import { credential, GATEWAY_TABLE, gatewayCommon, gatewayRelationships } from "../gateway-rows";
import { defineResource } from "../resource";

const type = "checkout_com_gateways";

export const checkoutComGateways = defineResource({
  type,
  ...GATEWAY_TABLE,
  lists: listedBy(["name", "disabled_at"]),
  where: `t."type" = '${type}'`,
  attributes: {
    ...gatewayCommon,
    webhook_endpoint_id: string(),
    webhook_endpoint_secret: credential("webhook_endpoint_secret"),
    webhook_endpoint_url: string(),
  },
  relationships: gatewayRelationships(type, "checkout_com_payments"),
});
