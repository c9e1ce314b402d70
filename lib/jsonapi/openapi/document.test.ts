import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject } from "../../json";
import { PREDICATE_NAMES } from "../lists/predicates";
import { listResources } from "../registry";
import { readWrite } from "../write-input";
import { openApiDocument } from "./document";
import { bodyExample } from "./examples";
import { factsOf } from "./facts";
import { predicateFacts } from "./predicate-words";
import { REFUSALS } from "./refusals";
import { givenSchema } from "./schemas";

const description = JSON.parse(JSON.stringify(openApiDocument()));
const resources = listResources();
const types = resources.map(({ type }) => type);

/** Every `$ref` of the description. */
function* refsIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const each of value) yield* refsIn(each);
  else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (name === "$ref" && typeof member === "string") yield member;
      else yield* refsIn(member);
    }
  }
}

type Shown = { schema: JsonObject; values: unknown[] };

/** Every schema that stands beside examples, with them. */
function* examplesIn(value: unknown): Generator<Shown> {
  if (Array.isArray(value)) for (const each of value) yield* examplesIn(each);
  if (!isJsonObject(value)) return;
  const { schema, example, examples } = value;
  if (isJsonObject(schema) && example !== undefined) yield { schema, values: [example] };
  if (isJsonObject(schema) && isJsonObject(examples)) {
    const values = Object.values(examples).map((each) => isJsonObject(each) && each.value);
    yield { schema, values };
  }
  for (const each of Object.values(value)) yield* examplesIn(each);
}

const at = (path: string): unknown =>
  path
    .slice(2)
    .split("/")
    .reduce<unknown>((value, name) => (isJsonObject(value) ? value[name] : undefined), description);

describe("the description of the API", () => {
  it("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(openApiDocument() as JsonObject);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe("3.1");
  });

  it("refers to what is there only", () => {
    const broken = [...new Set(refsIn(description))].filter((ref) => at(ref) === undefined);
    expect(broken).toEqual([]);
  });

  it("shows examples that its own schemas take", { timeout: 30_000 }, () => {
    // Compiles some hundreds of schemas: seconds where the machine is shared.
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const told = [...examplesIn(description)].flatMap(({ schema, values }) => {
      const { schemas } = description.components;
      const validate = ajv.compile({ ...schema, components: { schemas } });
      return values.flatMap((value) => (validate(value) ? [] : [validate.errors]));
    });
    expect(told).toEqual([]);
  });

  it("names each operation once", () => {
    const items: JsonObject[] = Object.values(description.paths);
    const ids = items.flatMap((item) =>
      Object.values(item).flatMap((each) => (isJsonObject(each) ? [each.operationId] : [])),
    );
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(types)("offers what %s offers, and nothing else", (type) => {
    const resource = resources.find((each) => each.type === type);
    const methodsAt = (path: string) =>
      Object.keys(description.paths[path] ?? {}).filter((name) => name !== "parameters");
    expect(methodsAt(`/api/${type}`)).toEqual([
      ...(resource?.lists ? ["get"] : []),
      ...(resource?.create ? ["post"] : []),
    ]);
    expect(methodsAt(`/api/${type}/{id}`)).toEqual([
      "get",
      ...(resource?.update ? ["patch"] : []),
      ...(resource?.remove ? ["delete"] : []),
    ]);
  });

  it.each(types)("says of every attribute of %s what it is", (type) => {
    const facts = resources.filter((each) => each.type === type).map(factsOf);
    const silent = facts.flatMap(({ attributes }) =>
      attributes.filter(({ about }) => about === null).map(({ name }) => name),
    );
    expect(silent, "add them to attribute-words.data.ts").toEqual([]);
    expect(facts[0]?.about, "add it to resource-words.data.ts").not.toBeNull();
  });

  it.each(resources.filter(({ create }) => create).map((each) => [each.type, each] as const))(
    "shows a body for %s that is taken",
    (_, resource) => {
      const body = bodyExample(factsOf(resource), "create", givenSchema);
      const data = isJsonObject(body.data) ? body.data : {};
      const read = readWrite(resource, data, { on: "create", id: null }, { isIntegration: true });
      expect(read).toMatchObject({ ok: true });
    },
  );

  it.each(["api-error.ts", "errors.ts"])("tells of every code in %s", (file) => {
    const source = readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
    const codes = [...source.matchAll(/\bcode: "([A-Z_]+)"/g)].map(([, code]) => code);
    const told = REFUSALS.flatMap(({ examples }) => examples.map(({ code }) => code));
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => code !== undefined && !told.includes(code))).toEqual([]);
  });

  it("shows each error under its own status", () => {
    const wrong = REFUSALS.filter(({ status, examples }) =>
      examples.some((error) => error.status !== status),
    );
    expect(wrong).toEqual([]);
  });

  it("explains every predicate", () => {
    const silent = predicateFacts().filter(({ about }) => about === null);
    expect(silent).toEqual([]);
    expect(predicateFacts()).toHaveLength(PREDICATE_NAMES.length);
  });

  it("never describes as readable what is only written", () => {
    const { properties } = description.components.schemas.orders;
    expect(properties.attributes.properties).not.toHaveProperty("_place");
    const update = description.components.schemas["orders.update"].properties.data.properties;
    expect(update.attributes.properties).toHaveProperty("_place");
    expect(update.attributes.properties).not.toHaveProperty("status");
  });
});
