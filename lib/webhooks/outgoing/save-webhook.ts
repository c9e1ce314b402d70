import type { Told } from "../../db/told-query";
import type { Deps } from "../../deps";
import { notFound, type UseCaseError } from "../../errors";
import type { JsonObject } from "../../json";
import { err, ok, type Result } from "../../result";
import { inTurns, turnOf } from "../../turns";
import { refuseReceiver } from "./receiver-rules";
import { CLOSED, changesOf, type WebhookFacts, type WebhookKey } from "./webhook";
import {
  findWebhook,
  insertWebhook,
  type ReadWebhook,
  removeWebhook,
  updateWebhook,
} from "./webhook-store";

/** What somebody gave; absent members change nothing. */
export type WebhookGiven = Partial<
  Omit<WebhookFacts, "name" | "sharedSecret" | "disabledAt" | "circuit">
> & {
  /** Null: the usual one. */
  name?: string | null;
  isEnabled?: boolean;
};
type Change = {
  given: WebhookGiven;
  closesCircuit: boolean;
  /** True: a new one is made. A text: this one, which whoever made it shows once. */
  renewsSecret: boolean | string;
};

const toldBy = (deps: Deps, name: string, changes: JsonObject): Told => ({
  name: `webhook.${name}`,
  changes,
  by: deps.by,
  now: deps.clock.now(),
});

/** The receiver as it would be, or what is wrong with it. */
function changed(
  deps: Deps,
  id: string,
  before: WebhookFacts,
  given: WebhookGiven,
): Result<WebhookFacts, UseCaseError> {
  const { isEnabled, name, ...values } = given;
  const { topic, callbackUrl } = { ...before, ...values };
  // What stands already is not judged again: a receiver can be switched off, whatever it was for.
  const isNew = given.topic !== undefined || given.callbackUrl !== undefined;
  const issues = isNew ? refuseReceiver(deps.settings, { topic, callbackUrl }) : [];
  if (issues.length > 0) return err({ code: "invalid_input", issues });
  const offSince = before.disabledAt ?? deps.clock.now();
  return ok({
    ...before,
    ...values,
    name: name === undefined ? before.name : (name ?? usualName(id)),
    callbackUrl: new URL(callbackUrl).href,
    disabledAt: isEnabled === undefined ? before.disabledAt : isEnabled ? null : offSince,
  });
}

const usualName = (id: string): string => `Webhook ${id}`;

/** Adds a receiver with a key of its own; answers its id. It is told of what happens from now on. */
export async function createWebhook(
  deps: Deps,
  { mode, given }: Pick<WebhookKey, "mode"> & { given: WebhookGiven },
): Promise<Result<WebhookKey, UseCaseError>> {
  const key = { id: deps.ids.resource(), mode };
  const blank: WebhookFacts = {
    ...{ name: usualName(key.id), topic: "", callbackUrl: "", includeResources: [] },
    ...{ sharedSecret: deps.ids.secret(), disabledAt: null, circuit: CLOSED },
    ...{ metadata: {}, reference: null, referenceOrigin: null },
  };
  const made = changed(deps, key.id, blank, given);
  if (!made.ok) return made;
  const told = toldBy(deps, "created", changesOf(null, made.value));
  await insertWebhook(key, made.value, told);
  return ok(key);
}

/** Changes a receiver. What is on its way already is sent as it is set up now. */
export async function changeWebhook(
  deps: Deps,
  key: WebhookKey,
  { given, closesCircuit, renewsSecret }: Change,
): Promise<Result<null, UseCaseError>> {
  const newSecret = typeof renewsSecret === "string" ? renewsSecret : deps.ids.secret();
  const also = {
    ...(closesCircuit ? { circuit: CLOSED } : {}),
    ...(renewsSecret === false ? {} : { sharedSecret: newSecret }),
  };
  return inTurns<ReadWebhook, null, UseCaseError>(null, {
    read: () => findWebhook(key),
    take: async (before) => {
      const next = changed(deps, key.id, before, given);
      if (!next.ok) return next;
      const facts = { ...next.value, ...also };
      const changes = changesOf(before, facts);
      if (Object.keys(changes).length === 0) return turnOf(true, null);
      const told = toldBy(deps, "updated", changes);
      return turnOf(await updateWebhook(before, facts, told), null);
    },
    missing: () => err(notFound("webhooks", key.id)),
  });
}

/** Takes a receiver away, with its deliveries. */
export async function deleteWebhook(
  deps: Deps,
  key: WebhookKey,
): Promise<Result<null, UseCaseError>> {
  const isGone = await removeWebhook(key, toldBy(deps, "deleted", {}));
  return isGone ? ok(null) : err(notFound("webhooks", key.id));
}
