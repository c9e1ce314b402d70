import type { PaymentSourceType } from "../gateway-types";
import { isJsonObject, type JsonObject } from "../json";
import { decryptOrEmpty } from "../secrets";
import { boolean, computed, datetime, object, secret, string } from "./attributes";
import { eventStoresOf, many, versionsOf } from "./relationships";
import type { Attribute, Relationship, Row } from "./resource";
import { ofMode } from "./scopes";

/** What the three gateways share: their one table, and what of their settings may be read. */

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

/** Part of the gateway's settings, which are no secret. */
export const setting = (type: Attribute["type"]): Attribute =>
  computed(type, ["settings"], (row, _view, name) => objectOf(row, "settings")[name] ?? null);

/** Part of its credentials; for integrations only. */
export const credential = (name: string): Attribute =>
  secret(computed("string", [], (row) => objectOf(row, "credentials")[name] ?? null));

const LAST_DIGITS = 4;

/** The ends of the stored credentials: enough to tell two apart, never more. */
const credentialKeys: Attribute = secret(
  computed("object", [], (row) =>
    Object.fromEntries(
      Object.entries(objectOf(row, "credentials")).map(([name, value]) => [
        name,
        typeof value === "string" ? value.slice(-LAST_DIGITS) : null,
      ]),
    ),
  ),
);

export const gatewayCommon = {
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

export const gatewayRelationships = (
  type: string,
  sourceType: PaymentSourceType,
): Record<string, Relationship> => ({
  payment_methods: many("payment_methods", "gateway_id"),
  versions: versionsOf(type),
  event_stores: eventStoresOf(type),
  [sourceType]: many(sourceType, "gateway_id"),
});
