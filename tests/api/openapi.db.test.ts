// What the API answers is what its description says, for every resource that is served.
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/openapi.json/route";
import { POST as revokeToken } from "@/app/oauth/revoke/route";
import { POST as getToken } from "@/app/oauth/token/route";
import { bodyExample } from "@/lib/jsonapi/openapi/examples";
import { factsOf } from "@/lib/jsonapi/openapi/facts";
import { givenSchema } from "@/lib/jsonapi/openapi/schemas";
import { listResources } from "@/lib/jsonapi/registry";
import type { Resource } from "@/lib/jsonapi/resource";
import { document, makeOrder, patchOf, to } from "./road";
import { type Answer, type ApiShop, type CallOptions, openApiShop } from "./shop";

type Method = Parameters<ApiShop["call"]>[0];
type Described = Awaited<ReturnType<Response["json"]>>;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const resources = listResources().map((resource) => [resource.type, resource] as const);

let shop: ApiShop;
let description: Described;
let sourceId: string;
beforeAll(async () => {
  shop = await openApiShop();
  description = await GET().json();
  sourceId = await payOrder();
}, 180_000);
afterAll(() => shop?.close());

/** So that there is a row of most types. */
async function payOrder(): Promise<string> {
  const token = shop.integration;
  const id = await makeOrder({ ...shop, call: checked }, token);
  const order = { order: to("orders", id) };
  const body = document("external_payments", { payment_source_token: "xxxx.yyyy.zzzz" }, order);
  const source = await checked("POST", "external_payments", { body });
  const placed = await checked("PATCH", `orders/${id}`, { body: patchOf(id, { _place: true }) });
  expect(placed.body.data.attributes.status).toBe("placed");
  await checked("PATCH", `orders/${id}`, { body: patchOf(id, { _capture: true }) });
  return source.body.data.id;
}

/** The described path of an address: one without a name in it comes first. */
function pathOf(address: string): string {
  const matching = Object.keys(description.paths).filter((path) =>
    new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`).test(address),
  );
  const named = (path: string) => path.split("{").length;
  return matching.sort((a, b) => named(a) - named(b))[0] ?? `${address} is not described`;
}

const compiled = new Map<unknown, ValidateFunction>();
function validatorOf(schema: object): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const made = ajv.compile({ ...schema, components: { schemas: description.components.schemas } });
  compiled.set(schema, made);
  return made;
}

/** One call whose answer is held against the description. */
async function checked(method: Method, path: string, options: CallOptions = {}): Promise<Answer> {
  const answer = await shop.call(method, path, options);
  const address = pathOf(new URL(`/api/${path}`, "http://a").pathname);
  const operation = description.paths[address]?.[method.toLowerCase()];
  const told = operation?.responses[String(answer.status)];
  const response = told?.$ref
    ? description.components.responses[told.$ref.split("/").at(-1)]
    : told;
  const schema = response?.content?.["application/vnd.api+json"]?.schema;
  expect(schema, `${method} ${address} answers ${answer.status}`).toBeDefined();
  const validate = validatorOf(schema);
  const isValid = validate(answer.body);
  expect(validate.errors ?? [], `${method} ${address}: ${answer.status}`).toEqual([]);
  expect(isValid).toBe(true);
  for (const name of Object.keys(response.headers ?? {})) {
    expect(answer.headers.has(name), `${method} ${address}: ${name}`).toBe(true);
  }
  return answer;
}

/** Exactly what is described: nothing more, nothing less. */
function expectMembers(type: string, data: Described) {
  const { properties } = description.components.schemas[type];
  for (const member of ["attributes", "relationships"]) {
    const described = Object.keys(properties[member].properties).sort();
    const served = Object.keys(data[member]).filter((name) => described.includes(name));
    expect(served.sort(), `${type}.${member}`).toEqual(described);
    if (member === "attributes") expect(Object.keys(data[member])).toHaveLength(described.length);
  }
}

const firstOf = async (type: string): Promise<string | null> => {
  const list = await shop.call("GET", `${type}?page[size]=1`);
  return list.body.data?.[0]?.id ?? null;
};

/** The example of the description, with ids that exist; an order is a new one, to be paid yet. */
async function realBody(resource: Resource) {
  const facts = factsOf(resource);
  const body: Described = bodyExample(facts, "create", givenSchema);
  for (const { data } of Object.values<Described>(body.data.relationships ?? {})) {
    const isOrder = data.type === "orders";
    data.id = isOrder ? await makeOrder(shop, shop.integration) : await firstOf(data.type);
  }
  return body;
}

describe("what the API answers is what is described", () => {
  it.each(resources)("reading %s", async (type, resource) => {
    if (!resource.lists) return;
    const list = await checked("GET", `${type}?page[size]=5`);
    for (const data of list.body.data) expectMembers(type, data);
    const id = list.body.data[0]?.id;
    if (!id) return;
    const one = await checked("GET", `${type}/${id}`);
    expectMembers(type, one.body.data);
    for (const { name } of factsOf(resource).relationships) {
      await checked("GET", `${type}/${id}/${name}`);
      await checked("GET", `${type}/${id}/relationships/${name}`);
      await checked("GET", `${type}/${id}?include=${name}&fields[${type}]=${name}`);
    }
  });

  it.each(resources.filter(([, { lists }]) => lists))(
    "reading %s with a browser's token",
    async (type, { lists }) => {
      const list = await checked("GET", type, { token: shop.salesChannel });
      expect(list.status).toBe(lists?.isOpen ? 200 : 401);
    },
  );

  it.each(resources.filter(([, { create }]) => create))("making %s", async (type, resource) => {
    const made = await checked("POST", type, { body: await realBody(resource) });
    if (made.status === 201) expectMembers(type, made.body.data);
    const told = await checked("POST", type, { body: { data: { type, attributes: { no: 1 } } } });
    expect(told.status).toBe(422);
    const conflict = await checked("POST", type, { body: { data: { type: "carts" } } });
    expect(conflict.status).toBe(409);
    expect((await checked("POST", type, { body: "{" })).status).toBe(400);
  });

  it.each(resources.filter(([, { update }]) => update))("changing %s", async (type) => {
    const id = (await firstOf(type)) ?? "AAAAAAAAAA";
    const bodyOf = (attributes: object) => ({ data: { type, id, attributes } });
    const done = await checked("PATCH", `${type}/${id}`, { body: bodyOf({}) });
    if (done.status === 200) expectMembers(type, done.body.data);
    const told = await checked("PATCH", `${type}/${id}`, { body: bodyOf({ no: 1 }) });
    expect(told.status).toBe(422);
  });

  it.each(resources)("refusing what is wrong about %s", async (type, resource) => {
    expect((await checked("GET", `${type}/AAAAAAAAAA`)).status).toBe(404);
    expect((await checked("GET", `${type}/AAAAAAAAAA`, { token: null })).status).toBe(401);
    expect((await checked("GET", `${type}/1?no=1`)).status).toBe(400);
    if (resource.lists) expect((await checked("GET", `${type}?sort=no`)).status).toBe(400);
    if (resource.remove) expect((await checked("DELETE", `${type}/AAAAAAAAAA`)).status).toBe(404);
  });

  it.each([
    ["a token", () => ({ grant_type: "client_credentials", ...shop.demo.integration }), 200],
    ["an unknown client", () => ({ grant_type: "client_credentials", client_id: "no" }), 401],
    ["another grant", () => ({ grant_type: "password", client_id: "no" }), 400],
  ])("answering %s", async (_, fields, status) => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify(fields());
    const request = new Request("http://a/oauth/token", { method: "POST", headers, body });
    const answer = await getToken(request);
    expect(answer.status).toBe(status);
    const { content, headers: told } = description.paths["/oauth/token"].post.responses[status];
    const validate = validatorOf(content["application/json"].schema);
    validate(await answer.json());
    expect(validate.errors ?? []).toEqual([]);
    for (const name of Object.keys(told)) expect(answer.headers.has(name), name).toBe(true);
  });

  const ending = async () => {
    const { integration } = shop.demo;
    return { ...integration, token: await shop.tokenOf(integration) };
  };
  it.each([
    ["a token that ends", ending, "200"],
    ["a client that is unknown", () => ({ client_id: "nobody", token: "t" }), "401"],
    ["a body without a token", () => shop.demo.integration, "400"],
  ])("revoking: %s", async (_, fields, status) => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify(await fields());
    const request = new Request("http://a/oauth/revoke", { method: "POST", headers, body });
    const answer = await revokeToken(request);
    expect(answer.status).toBe(Number(status));
    const { content } = description.paths["/oauth/revoke"].post.responses[status];
    const validate = validatorOf(content["application/json"].schema);
    validate(await answer.json());
    expect(validate.errors ?? []).toEqual([]);
  });

  it("the order's payment source, whatever its type", async () => {
    const orders = await checked("GET", "orders?filter[q][status_eq]=placed&sort=-created_at");
    const related = await checked("GET", `orders/${orders.body.data[0].id}/payment_source`);
    expect(related.body.data.id).toBe(sourceId);
  });
});
