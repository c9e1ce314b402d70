// What is documented of each resource: every attribute with its type and flags. `catalogue.json` holds it as one line an attribute.
import { readFileSync } from "node:fs";
import { z } from "zod";

const FLAGS = [
  "read",
  "create",
  "update",
  "required",
  "trigger",
  "filter",
  "sort",
  "restricted",
] as const;
type Flag = (typeof FLAGS)[number];

export type Documented = {
  name: string;
  type: "string" | "integer" | "float" | "boolean" | "datetime" | "object" | "array";
} & Readonly<Record<Flag, boolean>>;

export type DocumentedResource = {
  type: string;
  /** Below `/api`: the type, but for what there is one of. */
  path: string;
  isSingleton: boolean;
  actions: readonly string[];
  attributes: readonly Documented[];
};

const types = z.enum(["string", "integer", "float", "boolean", "datetime", "object", "array"]);
const lineSchema = z.templateLiteral([types, z.string()]);
const catalogueSchema = z.record(
  z.string(),
  z.object({
    path: z.string(),
    singleton: z.boolean(),
    actions: z.array(z.string()),
    attributes: z.record(z.string(), lineSchema),
  }),
);
export type CatalogueFile = z.infer<typeof catalogueSchema>;

/** `string read create filter` */
function attributeOf(name: string, line: string): Documented {
  const [type, ...words] = line.split(" ");
  const strange = words.find((word) => !FLAGS.some((flag) => flag === word));
  if (strange !== undefined) throw new Error(`${name}: ${strange} is no flag.`);
  const flags = Object.fromEntries(FLAGS.map((flag) => [flag, words.includes(flag)]));
  return { name, type: types.parse(type), ...(flags as Record<Flag, boolean>) };
}

const FILE = new URL("./catalogue.json", import.meta.url);

export const readCatalogueFile = (): CatalogueFile =>
  catalogueSchema.parse(JSON.parse(readFileSync(FILE, "utf8")));

export function readCatalogue(): readonly DocumentedResource[] {
  return Object.entries(readCatalogueFile()).map(([type, { path, singleton, ...rest }]) => ({
    type,
    path,
    isSingleton: singleton,
    actions: rest.actions,
    attributes: Object.entries(rest.attributes).map(([name, line]) => attributeOf(name, line)),
  }));
}
