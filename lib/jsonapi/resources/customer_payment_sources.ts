import { z } from "zod";
import { PAYMENT_SOURCE_TYPES } from "../../gateway-types";
import { holdsCardNumber } from "../../providers/card-number";
import { decryptOrEmpty } from "../../secrets";
import { common, listedBy, secret, string, writable } from "../attributes";
import { removeKept } from "../kept-actions";
import { eventStoresOf, one, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import { withCustomer } from "../scopes";
import { sql } from "../sql";
import { createWalletEntry, updateWalletEntry } from "../wallet-actions";

const type = "customer_payment_sources";

const token = z
  .string()
  .min(1, "can't be blank")
  .max(255)
  .refine((given) => !holdsCardNumber(given), {
    message: "looks like a card number: send a token that stands for it",
  });
/** Encrypted, so that no list is narrowed by it. */
const sealed = () => ({ ...writable(secret(string()), token), columns: [], compares: null });

export const customerPaymentSources = defineResource({
  type,
  table: "customer_payment_sources",
  lists: {
    ...listedBy([], { unsorted: ["name"] }),
    owned: (customerId) => sql`t.customer_id = ${customerId}`,
  },
  scope: withCustomer,
  decodes: ["secrets_encrypted"],
  decode: (row) => {
    const { secrets_encrypted: secrets } = row;
    return { ...row, ...(typeof secrets === "string" ? decryptOrEmpty(secrets) : {}) };
  },
  attributes: {
    name: string(),
    customer_token: sealed(),
    payment_source_token: sealed(),
    ...common,
  },
  relationships: {
    customer: one("customers", "customer_id", { on: "both", required: true }),
    payment_method: one("payment_methods", "payment_method_id", { on: "both" }),
    payment_source: one(PAYMENT_SOURCE_TYPES, "source_id", { on: "create" }),
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
  create: createWalletEntry,
  update: updateWalletEntry,
  remove: removeKept(type),
});
