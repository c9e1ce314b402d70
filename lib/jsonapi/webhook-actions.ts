import type { JsonObject } from "../json";
import { err, ok } from "../result";
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  type WebhookGiven,
} from "../webhooks/outgoing/save-webhook";
import { accessDenied } from "./api-error";
import type { ActionResult, ApiContext } from "./resource";

type Attributes = {
  name?: string | null;
  topic?: string | null;
  callback_url?: string | null;
  include_resources?: string[] | null;
  metadata?: JsonObject | null;
  reference?: string | null;
  reference_origin?: string | null;
  _enable?: boolean | null;
  _disable?: boolean | null;
  _reset_circuit?: boolean | null;
  _regenerate_shared_secret?: boolean | null;
};
type Input = { attributes: Attributes };

const keyOf = (id: string, { caller }: ApiContext) => ({ id, mode: caller.mode });
const denied = err({
  code: "refused" as const,
  errors: [accessDenied("Webhooks are for integrations only.")],
});

/** How receivers are made, changed and taken away: by integrations, each in its own mode. */
export const webhookActions = {
  create: async ({ attributes }: Input, { caller, deps }: ApiContext): ActionResult => {
    if (caller.kind !== "integration") return denied;
    return createWebhook(deps, { mode: caller.mode, given: givenOf(attributes) });
  },
  update: async (id: string, { attributes }: Input, context: ApiContext): ActionResult => {
    if (context.caller.kind !== "integration") return denied;
    const done = await changeWebhook(context.deps, keyOf(id, context), {
      given: givenOf(attributes),
      closesCircuit: attributes._reset_circuit === true,
      renewsSecret: attributes._regenerate_shared_secret === true,
    });
    return done.ok ? ok({ id }) : done;
  },
  remove: async (id: string, context: ApiContext): ActionResult => {
    if (context.caller.kind !== "integration") return denied;
    const done = await deleteWebhook(context.deps, keyOf(id, context));
    return done.ok ? ok({ id }) : done;
  },
};

/** Only what the body named: what is absent stays as it is. */
function givenOf(attributes: Attributes): WebhookGiven {
  const { name, topic, callback_url, include_resources, metadata } = attributes;
  const { reference, reference_origin } = attributes;
  return {
    ...(name === undefined ? {} : { name }),
    ...(topic ? { topic } : {}),
    ...(callback_url ? { callbackUrl: callback_url } : {}),
    ...(include_resources === undefined ? {} : { includeResources: include_resources ?? [] }),
    ...(metadata === undefined ? {} : { metadata: metadata ?? {} }),
    ...(reference === undefined ? {} : { reference }),
    ...(reference_origin === undefined ? {} : { referenceOrigin: reference_origin }),
    ...(attributes._enable ? { isEnabled: true } : {}),
    ...(attributes._disable ? { isEnabled: false } : {}),
  };
}
