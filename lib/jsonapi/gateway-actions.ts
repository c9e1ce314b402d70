import type { GatewayType } from "../gateway-types";
import type { GatewayGiven, GatewayKey } from "../gateways/gateway";
import {
  changeGateway,
  createGateway,
  deleteGateway,
  type GatewayError,
} from "../gateways/save-gateway";
import type { Json, JsonObject } from "../json";
import { resetCircuit } from "../payments/circuit-door";
import type { ProviderError } from "../providers/provider";
import { err, ok } from "../result";
import {
  type ApiError,
  accessDenied,
  attributeError,
  recordLocked,
  recordNotFound,
  unavailable,
} from "./api-error";
import type { ActionError, ActionResult, ApiContext } from "./resource";

type Attributes = {
  name?: string | null;
  force_payments?: boolean | null;
  metadata?: JsonObject | null;
  reference?: string | null;
  reference_origin?: string | null;
  _enable?: boolean | null;
  _disable?: boolean | null;
  _check?: boolean | null;
  _reset_circuit?: boolean | null;
  _regenerate_shared_secret?: boolean | null;
} & { readonly [name: string]: Json | undefined };
type Input = { attributes: Attributes };

type Kind = {
  type: GatewayType;
  /** The attributes that are the provider's settings and credentials. */
  config: readonly string[];
  /** Which of them a failed `_check` is about. */
  key: string;
};

/** How the gateways of one type are made, changed and taken away: by integrations, each in its own mode. */
export const gatewayActions = ({ type, config, key }: Kind) => {
  const keyOf = (id: string, { caller }: ApiContext): GatewayKey => ({
    id,
    type,
    mode: caller.mode,
  });
  const refused = (error: GatewayError, id: string) => err(problemOf(error, { id, key }));
  return {
    create: async ({ attributes }: Input, { caller, deps }: ApiContext): ActionResult => {
      if (caller.kind !== "integration") return denied;
      const given = givenOf(attributes, config);
      const checks = attributes._check === true;
      const made = await createGateway(deps, { type, mode: caller.mode, given, checks });
      return made.ok ? ok({ id: made.value.id }) : refused(made.error, type);
    },
    update: async (id: string, { attributes }: Input, context: ApiContext): ActionResult => {
      if (context.caller.kind !== "integration") return denied;
      const { deps } = context;
      const done = await changeGateway(deps, keyOf(id, context), {
        given: givenOf(attributes, config),
        checks: attributes._check === true,
        renewsSecret: attributes._regenerate_shared_secret === true,
      });
      if (!done.ok) return refused(done.error, id);
      if (!attributes._reset_circuit) return ok({ id });
      const reset = await resetCircuit(deps, { gatewayId: id });
      return reset.ok ? ok({ id }) : reset;
    },
    remove: async (id: string, context: ApiContext): ActionResult => {
      if (context.caller.kind !== "integration") return denied;
      const done = await deleteGateway(context.deps, keyOf(id, context));
      return done.ok ? ok({ id }) : refused(done.error, id);
    },
  };
};

const refusal = (error: ApiError): ActionError => ({ code: "refused", errors: [error] });
const denied = err(refusal(accessDenied("Gateways are set up by integrations only.")));

/** Only what the body named: what is absent stays as it is. */
function givenOf(attributes: Attributes, config: readonly string[]): GatewayGiven {
  const { name, force_payments, metadata, reference, reference_origin } = attributes;
  const named = config.flatMap((each) => {
    const value = attributes[each];
    return value === undefined ? [] : [[each, value] as const];
  });
  return {
    config: Object.fromEntries(named),
    ...(name ? { name } : {}),
    ...(typeof force_payments === "boolean" ? { forcePayments: force_payments } : {}),
    ...(metadata === undefined ? {} : { metadata: metadata ?? {} }),
    ...(reference === undefined ? {} : { reference }),
    ...(reference_origin === undefined ? {} : { referenceOrigin: reference_origin }),
    ...(attributes._enable ? { isEnabled: true } : {}),
    ...(attributes._disable ? { isEnabled: false } : {}),
  };
}

function problemOf(error: GatewayError, { id, key }: { id: string; key: string }): ActionError {
  switch (error.code) {
    case "check_failed":
      return refusal(checkError(error.error, key));
    case "gateway_in_use":
      return refusal(recordLocked(id, "Payment methods or payments use it."));
    case "not_found":
      return refusal(recordNotFound(id));
    default:
      return error;
  }
}

/** What the client can mend is 422; a provider that could not be asked says nothing of the credentials. */
function checkError(error: ProviderError, key: string): ApiError {
  switch (error.code) {
    case "provider_unauthorized":
      return attributeError(key, "was refused by the payment gateway", "refused_by_gateway");
    case "provider_rejected_request":
      return attributeError(error.attribute ?? key, error.detail, "rejected_by_gateway");
    case "provider_unreachable":
      return unavailable(502, error.detail, error.code);
    case "provider_indeterminate":
      return unavailable(504, error.detail, error.code);
    default:
      throw new Error(`Unknown: ${error satisfies never}`);
  }
}
