import { decryptOrEmpty } from "../../secrets";
import {
  common,
  computed,
  datetime,
  integer,
  listedBy,
  secret,
  shortText,
  string,
  trigger,
  webUrl,
  writable,
} from "../attributes";
import { anytime } from "../gateway-rows";
import { includePaths } from "../include-paths";
import { eventStoresOf, versionsOf } from "../relationships";
import { defineResource, type Relationship } from "../resource";
import { merchantsOwn } from "../scopes";
import { webhookActions } from "../webhook-actions";

const type = "webhooks";
/** As many as tell whether a receiver is well. */
const LAST_CALLBACKS = 10;

const lastCallbacks: Relationship = {
  kind: "many",
  types: ["event_callbacks"],
  on: (p, t) => `${t}."webhook_id" = ${p}."id" AND ${t}."id" IN (SELECT l."id"
    FROM "event_callbacks" l WHERE l."webhook_id" = ${p}."id"
    ORDER BY l."created_at" DESC, l."id" DESC LIMIT ${LAST_CALLBACKS})`,
};

export const webhooks = defineResource({
  type,
  table: "webhooks",
  columns: { name: `coalesce(t."name", 'Webhook ' || t."id")` },
  lists: listedBy(["disabled_at", "circuit_state", "circuit_failure_count"], {
    unsorted: ["name", "topic"],
  }),
  scope: merchantsOwn,
  attributes: {
    name: writable(string(), shortText),
    topic: writable(string(), shortText, "both", { required: true }),
    callback_url: writable(string(), webUrl, "both", { required: true }),
    include_resources: writable(
      computed("array", ["include_resources"], (row) => row.include_resources ?? []),
      includePaths,
    ),
    _enable: anytime(),
    _disable: anytime(),
    disabled_at: datetime(),
    circuit_state: string(),
    circuit_failure_count: integer(),
    _reset_circuit: trigger({ restricted: true }),
    shared_secret: secret(
      computed("string", ["shared_secret_encrypted"], ({ shared_secret_encrypted: sealed }) =>
        typeof sealed === "string" ? (decryptOrEmpty(sealed).shared_secret ?? null) : null,
      ),
    ),
    _regenerate_shared_secret: trigger(),
    ...common,
  },
  relationships: {
    last_event_callbacks: lastCallbacks,
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
  ...webhookActions,
});
