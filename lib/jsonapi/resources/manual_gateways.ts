import { listedBy, longText, writable } from "../attributes";
import { gatewayActions } from "../gateway-actions";
import { GATEWAY_TABLE, gatewayCommon, gatewayRelationships, setting } from "../gateway-rows";
import { defineResource } from "../resource";

const type = "manual_gateways";

export const manualGateways = defineResource({
  type,
  ...GATEWAY_TABLE,
  lists: listedBy(["name", "disabled_at"]),
  where: `t."type" = '${type}'`,
  attributes: {
    ...gatewayCommon,
    /** Ours: where the money is to be sent, as the shopper reads it. */
    instructions: writable(setting("string"), longText.trim()),
  },
  relationships: gatewayRelationships(type),
  ...gatewayActions({ type, config: ["instructions"], key: "instructions" }),
});
