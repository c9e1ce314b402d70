import { z } from "zod";
import { integer, listedBy, secret, string, trigger, webUrl, writable } from "../attributes";
import { gatewayActions } from "../gateway-actions";
import {
  credential,
  GATEWAY_TABLE,
  gatewayCommon,
  gatewayRelationships,
  setting,
} from "../gateway-rows";
import { includePaths } from "../include-paths";
import { defineResource } from "../resource";

const type = "external_gateways";

/** The merchant's own systems: their addresses are for integrations to know. */
const address = () => writable(secret(setting("string")), webUrl);

export const externalGateways = defineResource({
  type,
  ...GATEWAY_TABLE,
  lists: listedBy(["name", "disabled_at", "circuit_state", "circuit_failure_count"]),
  where: `t."type" = '${type}'`,
  attributes: {
    ...gatewayCommon,
    authorize_url: address(),
    capture_url: address(),
    void_url: address(),
    refund_url: address(),
    token_url: address(),
    circuit_state: string(),
    circuit_failure_count: integer(),
    _reset_circuit: trigger({ restricted: true }),
    shared_secret: credential("shared_secret"),
    _regenerate_shared_secret: trigger(),
    external_includes: writable(setting("array"), includePaths),
    /** Ours: it acts once for one `Idempotency-Key`, so that a call whose answer was lost may be repeated. */
    honours_idempotency_keys: writable(setting("boolean", false), z.boolean()),
    webhook_endpoint_url: string(),
  },
  relationships: gatewayRelationships(type),
  ...gatewayActions({
    type,
    config: [
      ...["authorize_url", "capture_url", "void_url", "refund_url", "token_url"],
      ...["external_includes", "honours_idempotency_keys"],
    ],
    key: "authorize_url",
  }),
});
