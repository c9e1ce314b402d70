import { resetCircuit } from "../../payments/circuit-door";
import { err, ok } from "../../result";
import { recordNotFound } from "../api-error";
import { fixed, integer, listedBy, string, trigger } from "../attributes";
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
  lists: listedBy(["name", "disabled_at", "circuit_state", "circuit_failure_count"]),
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
    _reset_circuit: trigger({ restricted: true }),
    shared_secret: credential("shared_secret"),
    external_includes: fixed("array", null),
    webhook_endpoint_url: string(),
  },
  relationships: gatewayRelationships(type, "external_payments"),
  update: async (id, { attributes }, { caller, deps }) => {
    const gateway = await deps.payments.findGateway(id);
    if (gateway?.type !== type || gateway.mode !== caller.mode) {
      return err({ code: "refused", errors: [recordNotFound(id)] });
    }
    const done = attributes._reset_circuit ? await resetCircuit(deps, { gatewayId: id }) : ok(null);
    return done.ok ? ok({ id }) : done;
  },
});
