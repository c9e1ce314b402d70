import { z } from "zod";
import { listedBy, shortText, string, writable, writeOnly } from "../attributes";
import { gatewayActions } from "../gateway-actions";
import {
  anytime,
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
    login: writeOnly(shortText, "create", { required: true }),
    publishable_key: writeOnly(shortText, "create"),
    connected_account: writable(setting("string"), shortText),
    auto_payments: writable(setting("boolean", false), z.boolean()),
    webhook_endpoint_id: string(),
    webhook_endpoint_secret: credential("webhook_endpoint_secret"),
    webhook_endpoint_url: string(),
    _check: anytime(),
  },
  relationships: gatewayRelationships(type),
  ...gatewayActions({
    type,
    config: ["login", "publishable_key", "connected_account", "auto_payments"],
    key: "login",
  }),
});
