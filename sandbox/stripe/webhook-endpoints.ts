/** Webhook endpoints. The secret is shown once, in the answer to create. */
import type Stripe from "stripe";
import { seconds } from "../core/context";
import { type Call, endpoint } from "./endpoint";
import { invalidParameter, resourceMissing } from "./errors";
import { PAGE_FIELDS, paginate } from "./pagination";
import {
  boolean,
  list,
  mergeMetadata,
  metadata,
  oneOf,
  parseParams,
  required,
  text,
} from "./params";
import { API_VERSION } from "./version";

const EVENT_TYPES = list(text());
const EVENT_TYPE = /^[a-z0-9_]+(\.[a-z0-9_]+)+$/;

const CREATE = {
  api_version: oneOf(API_VERSION),
  connect: boolean,
  description: text(),
  enabled_events: EVENT_TYPES,
  metadata,
  url: text(),
};

const UPDATE = {
  description: text(),
  disabled: boolean,
  enabled_events: EVENT_TYPES,
  metadata,
  url: text(),
};

const PATH = "/v1/webhook_endpoints";

export const webhookEndpointEndpoints = [
  endpoint("POST", PATH, "webhook_endpoints.create", create),
  endpoint("GET", PATH, "webhook_endpoints.list", ({ account, form }) => {
    const all = account.webhookEndpoints.list().map(withoutSecret);
    return paginate(PATH, all, parseParams(PAGE_FIELDS, form));
  }),
  endpoint("GET", `${PATH}/:id`, "webhook_endpoints.retrieve", (call) => withoutSecret(find(call))),
  endpoint("POST", `${PATH}/:id`, "webhook_endpoints.update", update),
  endpoint("DELETE", `${PATH}/:id`, "webhook_endpoints.delete", (call) => {
    const { id } = find(call);
    call.account.webhookEndpoints.delete(id);
    return { id, object: "webhook_endpoint", deleted: true };
  }),
];

function find({ account, id }: Call): Stripe.WebhookEndpoint {
  const found = account.webhookEndpoints.get(id);
  if (found === undefined) throw resourceMissing("webhook endpoint", id, "id");
  return found;
}

function withoutSecret(full: Stripe.WebhookEndpoint): Stripe.WebhookEndpoint {
  const { secret: _secret, ...shown } = full;
  return shown;
}

function create({ context, account, form }: Call): object {
  const given = parseParams(CREATE, form);
  const made: Stripe.WebhookEndpoint = {
    id: context.ids.base62("we_1"),
    object: "webhook_endpoint",
    api_version: given.api_version ?? null,
    application: null,
    created: seconds(context.now()),
    description: given.description ?? null,
    enabled_events: checkedTypes(required(given.enabled_events, "enabled_events")),
    livemode: false,
    metadata: given.metadata ?? {},
    secret: context.ids.base62("whsec_", 32),
    status: "enabled",
    url: checkedUrl(required(given.url, "url")),
  };
  return account.webhookEndpoints.put(made.id, made);
}

function update(call: Call): object {
  const current = find(call);
  const given = parseParams(UPDATE, call.form);
  const changed: Stripe.WebhookEndpoint = {
    ...current,
    ...(given.description === undefined ? {} : { description: given.description }),
    ...(given.disabled == null ? {} : { status: given.disabled ? "disabled" : "enabled" }),
    ...(given.enabled_events == null ? {} : { enabled_events: checkedTypes(given.enabled_events) }),
    ...(given.url == null ? {} : { url: checkedUrl(given.url) }),
    metadata: mergeMetadata(current.metadata, given.metadata),
  };
  return withoutSecret(call.account.webhookEndpoints.put(changed.id, changed));
}

function checkedTypes(types: string[]): string[] {
  const wrong = types.find((type) => type !== "*" && !EVENT_TYPE.test(type));
  if (wrong === undefined && types.length > 0) return types;
  throw invalidParameter("enabled_events", `Invalid event type: ${wrong ?? "none given"}`);
}

/** Stripe asks for https outside test mode; here a loopback receiver is the usual one. */
function checkedUrl(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw invalidParameter(
    "url",
    "Invalid URL: an explicit scheme (such as https) must be provided.",
    "url_invalid",
  );
}
