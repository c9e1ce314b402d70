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

const type = "checkout_com_gateways";

export const checkoutComGateways = defineResource({
  type,
  ...GATEWAY_TABLE,
  lists: listedBy(["name", "disabled_at"]),
  where: `t."type" = '${type}'`,
  attributes: {
    ...gatewayCommon,
    secret_key: writeOnly(shortText, "both", { required: true }),
    public_key: writeOnly(shortText, "both", { required: true }),
    /** Ours: each account of Checkout.com's has its own host; needed for a real one. */
    subdomain: writable(setting("string"), shortText),
    /** Ours: needed where the account has several. */
    processing_channel_id: writable(setting("string"), shortText),
    /** Ours: whether 3-D Secure is asked for. */
    three_ds: writable(setting("boolean", true), z.boolean()),
    webhook_endpoint_id: string(),
    webhook_endpoint_secret: credential("webhook_endpoint_secret"),
    webhook_endpoint_url: string(),
    _check: anytime(),
  },
  relationships: gatewayRelationships(type),
  ...gatewayActions({
    type,
    config: ["secret_key", "public_key", "subdomain", "processing_channel_id", "three_ds"],
    key: "secret_key",
  }),
});
