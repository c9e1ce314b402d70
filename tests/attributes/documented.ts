// The catalogue made from the longer one of the API that ours is compatible with, where that lies beside the project.
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { CatalogueFile } from "./catalogue";

const SOURCE = new URL("../../../shared/spec/resources.json", import.meta.url);

/** The resources that Kassa offers. The documentation has more: of merchants, stock, returns, taxes. */
const OFFERED = [
  ["checkout_com_payments", "stripe_payments", "external_payments"],
  ["checkout_com_gateways", "stripe_gateways", "external_gateways", "manual_gateways"],
  ["payment_gateways"],
  ["payment_methods", "payment_options", "wire_transfers"],
  ["orders", "line_items", "addresses", "shipments", "shipping_methods"],
  ["customers", "customer_addresses", "customer_payment_sources"],
  ["transactions", "authorizations", "captures", "voids", "refunds"],
  ["skus", "markets", "organizations", "applications"],
  ["webhooks", "event_callbacks", "event_stores", "versions"],
].flat();

const flag = z.boolean().optional();
const sourceSchema = z.object({
  resources: z.record(
    z.string(),
    z.object({
      path: z.string(),
      singleton: z.boolean(),
      actions: z.array(z.string()),
      attributes: z.array(
        z.object({
          name: z.string(),
          type: z.enum(["string", "integer", "float", "boolean", "datetime", "object", "array"]),
          read: flag,
          create: flag,
          update: flag,
          required: flag,
          trigger: flag,
          filterable: flag,
          sortable: flag,
          forbidden_to_sales_channels: flag,
        }),
      ),
    }),
  ),
});

type Entry = CatalogueFile[string];

/** Null where only the project is there. */
export function documentedCatalogue(): CatalogueFile | null {
  if (!existsSync(SOURCE)) return null;
  const { resources } = sourceSchema.parse(JSON.parse(readFileSync(SOURCE, "utf8")));
  const entries = OFFERED.map((type): [string, Entry] => {
    const resource = resources[type];
    if (!resource) throw new Error(`${type} is not documented.`);
    const attributes = resource.attributes.map((given): [string, Entry["attributes"][string]] => {
      const { name, filterable, sortable, forbidden_to_sales_channels, ...more } = given;
      const flags = {
        read: more.read,
        create: more.create,
        update: more.update,
        required: more.required,
        trigger: more.trigger,
        filter: filterable,
        sort: sortable,
        restricted: forbidden_to_sales_channels,
      };
      const words = Object.entries(flags).flatMap(([word, is]) => (is ? [` ${word}`] : []));
      return [name, `${more.type}${words.join("")}`];
    });
    const { path, singleton, actions } = resource;
    return [
      type,
      {
        path: path.slice("/api/".length),
        singleton,
        actions,
        attributes: Object.fromEntries(attributes),
      },
    ];
  });
  return Object.fromEntries(entries);
}
