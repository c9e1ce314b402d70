/** What may be entered of a gateway of each type, as its provider's own schema says: a new provider needs no line here. */
import "server-only";
import { z } from "zod";
import { GATEWAY_TYPES, type GatewayType } from "../gateway-types";
import { isJsonObject, type Json, type JsonObject } from "../json";
import { providerOf } from "../providers/registry";

export type ConfigField = {
  /** In the API's names. */
  name: string;
  kind: "text" | "words" | "address" | "flag" | "count" | "list";
  /** Keys belong together, and are replaced together. */
  group: "keys" | "settings";
  isSecret: boolean;
  isRequired: boolean;
  /** What holds where nothing is entered. */
  usual: Json;
  min: number | null;
  max: number | null;
};

export type GatewayKind = {
  type: GatewayType;
  displayName: string;
  /** Whether the provider can be asked if it takes the credentials. */
  canCheck: boolean;
  /** It tells of payments by itself. */
  hasWebhooks: boolean;
  /** The provider signs its events with a secret of its own making. */
  keepsWebhookSecret: boolean;
  /** We make the secret, and the merchant's service signs with it. */
  makesSharedSecret: boolean;
  fields: readonly ConfigField[];
};

/** Made and kept by us; nobody enters them in a form of settings. */
const OURS = /^(webhook_endpoint_(id|secret)|shared_secret)(_previous)?$/;
const KEY = /_key$/;

export const gatewayKinds = (): readonly GatewayKind[] => GATEWAY_TYPES.map(gatewayKindOf);

export function gatewayKindOf(type: GatewayType): GatewayKind {
  const provider = providerOf(type);
  const { secretSettings } = provider;
  return {
    type,
    displayName: provider.displayName,
    canCheck: provider.check !== undefined,
    hasWebhooks: provider.capabilities.webhooks,
    keepsWebhookSecret: secretSettings.includes("webhook_endpoint_secret"),
    makesSharedSecret: secretSettings.includes("shared_secret"),
    fields: fieldsOf(provider),
  };
}

type Described = Pick<ReturnType<typeof providerOf>, "configSchema" | "secretSettings"> & {
  environmentSettings(sandboxUrl: string | null): JsonObject;
};

function fieldsOf({ configSchema, secretSettings, environmentSettings }: Described): ConfigField[] {
  const schema = z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" });
  const required = new Set(schema.required ?? []);
  // What the place decides is nothing to enter.
  const ofPlace = new Set(Object.keys(environmentSettings(null)));
  return Object.entries(schema.properties ?? {}).flatMap(([name, described]) => {
    if (OURS.test(name) || ofPlace.has(name) || !isJsonObject(described)) return [];
    const isSecret = secretSettings.includes(name);
    const shape = shapeOf(described);
    return [
      {
        name,
        kind: kindOf(shape),
        group: isSecret || KEY.test(name) ? ("keys" as const) : ("settings" as const),
        isSecret,
        isRequired: required.has(name),
        usual: described.default ?? null,
        min: numberOr(shape.minimum),
        max: numberOr(shape.maximum),
      },
    ];
  });
}

const numberOr = (value: Json | undefined): number | null =>
  typeof value === "number" ? value : null;

/** What it is where it is not null. */
function shapeOf(described: JsonObject): JsonObject {
  const choices = Array.isArray(described.anyOf) ? described.anyOf : [];
  return choices.filter(isJsonObject).find(({ type }) => type !== "null") ?? described;
}

/** More than this is no name, and gets room for several lines. */
const LINE_MAX = 255;

function kindOf({ type, format, maxLength }: JsonObject): ConfigField["kind"] {
  if (type === "boolean") return "flag";
  if (type === "integer" || type === "number") return "count";
  if (type === "array") return "list";
  if (format === "uri") return "address";
  return typeof maxLength === "number" && maxLength > LINE_MAX ? "words" : "text";
}
