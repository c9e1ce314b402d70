import { fixed, integer, string } from "../attributes";
import {
  credential,
  GATEWAY_TABLE,
  gatewayCommon,
  gatewayRelationships,
  setting,
} from "../gateway-rows";
import { defineResource } from "../resource";

const type = "external_gateways";

export const externalGateways = defineResource({
  type,
  ...GATEWAY_TABLE,
  where: `t."type" = '${type}'`,
  attributes: {
    ...gatewayCommon,
    authorize_url: setting("string"),
    capture_url: setting("string"),
    void_url: setting("string"),
    refund_url: setting("string"),
    token_url: setting("string"),
    circuit_state: string(),
    circuit_failure_count: integer(),
    shared_secret: credential("shared_secret"),
    external_includes: fixed("array", null),
    webhook_endpoint_url: string(),
  },
  relationships: gatewayRelationships(type, "external_payments"),
});
