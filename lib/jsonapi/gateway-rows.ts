import { z } from "zod";
import { type GatewayType, SOURCE_TYPE_OF } from "../gateway-types";
import { credentialKeysOf } from "../gateways/gateway";
import { isJsonObject, type Json, type JsonObject } from "../json";
import { decryptOrEmpty } from "../secrets";
import {
  boolean,
  common,
  computed,
  datetime,
  object,
  secret,
  shortText,
  string,
  trigger,
  writable,
} from "./attributes";
import { eventStoresOf, many, versionsOf } from "./relationships";
import type { Attribute, Relationship, Row } from "./resource";
import { ofMode } from "./scopes";

/** What all gateways share: their one table, and what of their settings may be read. */

export const GATEWAY_TABLE = {
  table: "gateways",
  scope: ofMode,
  decodes: ["settings", "credentials_encrypted"],
  decode: (row: Row): Row => {
    const sealed = row.credentials_encrypted;
    return { ...row, credentials: typeof sealed === "string" ? decryptOrEmpty(sealed) : {} };
  },
} as const;

const objectOf = (row: Row, column: string): JsonObject => {
  const value = row[column];
  return isJsonObject(value) ? value : {};
};

/** Part of the gateway's settings, which are no secret; what was never set is as its provider has it. */
export const setting = (type: Attribute["type"], usual: Json = null): Attribute =>
  computed(type, ["settings"], (row, _view, name) => objectOf(row, "settings")[name] ?? usual);

/** Part of its credentials; for integrations only. */
export const credential = (name: string): Attribute =>
  secret(computed("string", [], (row) => objectOf(row, "credentials")[name] ?? null));

const credentialKeys: Attribute = secret(
  computed("object", [], (row) => credentialKeysOf(objectOf(row, "credentials"))),
);

/** What is served of every gateway, under whichever of its two names. */
export const gatewayView = {
  name: string(),
  force_payments: boolean(),
  disabled_at: datetime(),
  created_at: datetime(),
  updated_at: datetime(),
  reference: string(),
  reference_origin: string(),
  metadata: object(),
  credential_keys: credentialKeys,
};

/** An action that may come with the gateway itself. */
export const anytime = () => ({ ...trigger(), on: "both" as const });

export const gatewayCommon = {
  ...gatewayView,
  ...common,
  name: writable(string(), shortText.trim().min(1, "can't be blank"), "both", { required: true }),
  force_payments: writable(boolean(), z.boolean()),
  _enable: anytime(),
  _disable: anytime(),
};

export const gatewayRelationships = (type: GatewayType): Record<string, Relationship> => ({
  payment_methods: many("payment_methods", "gateway_id"),
  versions: versionsOf(type),
  event_stores: eventStoresOf(type),
  [SOURCE_TYPE_OF[type]]: many(SOURCE_TYPE_OF[type], "gateway_id"),
});
