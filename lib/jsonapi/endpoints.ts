import { unreachable } from "../assert";
import { type Answer, refusal } from "./answers";
import {
  type ApiError,
  badParameter,
  methodNotAllowed,
  recordNotFound,
  unknownType,
} from "./api-error";
import { compoundDocument, resourceObject, type Serving } from "./document";
import { errorsOf } from "./errors";
import { idempotently } from "./idempotent";
import { flattened } from "./include";
import { type Found, findDocument, findRelated } from "./queries";
import { type Query, readQuery } from "./query-string";
import { findResource } from "./registry";
import { readBody } from "./request";
import type { ActionError, ApiContext, Relationship, Resource } from "./resource";
import { targetsOf } from "./selection";
import { readWrite } from "./write-input";

/** Where a request points to, below `/api/<type>`. */
export type Address =
  | { kind: "collection"; resource: Resource }
  | { kind: "resource"; resource: Resource; id: string }
  | { kind: "related"; resource: Resource; id: string; name: string; relationship: Relationship }
  | { kind: "linkage"; resource: Resource; id: string; name: string; relationship: Relationship };

/**
 * An id is letters (or the history's digits): anything else names nothing, and never reaches the
 * database.
 */
const ID = /^[A-Za-z0-9_-]{1,64}$/;

export function addressOf(type: string, path: readonly string[]): Address | ApiError {
  const resource = findResource(type);
  if (!resource) return unknownType(type);
  const [id, second, third, ...rest] = path;
  if (id === undefined) return { kind: "collection", resource };
  const isKey = ID.test(id) && resource.key?.valueOf(id) !== null;
  if (!isKey || rest.length > 0) return recordNotFound(id);
  if (second === undefined) return { kind: "resource", resource, id };
  const isLinkage = second === "relationships" && third !== undefined;
  const name = isLinkage ? third : second;
  const relationship = Object.hasOwn(resource.relationships, name)
    ? resource.relationships[name]
    : undefined;
  const isServed = relationship && (relationship.on === null || targetsOf(relationship).length > 0);
  if (!relationship || !isServed || (!isLinkage && third !== undefined)) return unknownType(name);
  return { kind: isLinkage ? "linkage" : "related", resource, id, name, relationship };
}

const METHODS = {
  collection: (resource: Resource) => (resource.create ? ["POST"] : []),
  resource: (resource: Resource) => (resource.update ? ["GET", "PATCH"] : ["GET"]),
  related: () => ["GET"],
  linkage: () => ["GET"],
} as const;

export type Call = { request: Request; address: Address; context: ApiContext };

/** One authenticated request, answered. Throws only for bugs. */
export async function answerCall(call: Call): Promise<Answer> {
  const { request, address, context } = call;
  const allowed = METHODS[address.kind](address.resource);
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (!allowed.includes(method)) {
    return refusal([methodNotAllowed(request.method)], { allow: allowed.join(", ") });
  }
  const target = address.kind === "related" ? targetsOf(address.relationship)[0] : undefined;
  const query = readQuery(target ?? address.resource, new URL(request.url).searchParams);
  if (!query.ok) return refusal([query.error]);
  switch (address.kind) {
    case "collection":
      return create(call, address.resource, query.value);
    case "resource":
      return request.method === "PATCH"
        ? update(call, address, query.value)
        : show(address.resource, address.id, { query: query.value, context });
    case "related":
    case "linkage":
      return related(address, { query: query.value, context });
    default:
      return unreachable(address);
  }
}

const servingOf = ({ caller, deps, traceId }: ApiContext, { fields }: Query): Serving => ({
  appUrl: deps.settings.appUrl,
  organizationId: caller.organizationId,
  mode: caller.mode,
  traceId,
  showsSecrets: caller.kind === "integration",
  fields,
});

type Asked = { query: Query; context: ApiContext };

async function show(resource: Resource, id: string, asked: Asked, status = 200): Promise<Answer> {
  const { query, context } = asked;
  const found = await findDocument(resource, id, {
    caller: context.caller,
    include: query.include,
  });
  const document = compoundDocument(found, {
    serving: servingOf(context, query),
    resourceOf: findResource,
    paths: flattened(query.include),
  });
  if (!document) return refusal([recordNotFound(id)]);
  return status === 201
    ? { status, body: document, headers: { location: document.data.links.self } }
    : { status, body: document };
}

async function related(
  address: Extract<Address, { kind: "related" | "linkage" }>,
  { query, context }: Asked,
): Promise<Answer> {
  const { resource, id, name, relationship, kind } = address;
  if (query.include.length > 0) {
    return refusal([badParameter("include", "is not supported at this address")]);
  }
  const { caller } = context;
  const found = await findRelated(resource, id, { caller, relationship, page: query.page });
  if (found === null) return refusal([recordNotFound(id)]);
  const serving = servingOf(context, query);
  const objects = found.flatMap(({ type, row }) => {
    const target = findResource(type);
    if (!target) return [];
    return kind === "linkage"
      ? [{ type, id: String(row.id) }]
      : [resourceObject(target, row, { serving })];
  });
  const base = `${serving.appUrl}/api/${resource.type}/${id}`;
  const links = { self: `${base}/relationships/${name}`, related: `${base}/${name}` };
  if (relationship.kind === "one") {
    const data = objects[0] ?? null;
    return { status: 200, body: kind === "linkage" ? { links, data } : { data } };
  }
  const self = kind === "linkage" ? links.self : links.related;
  return { status: 200, body: { data: objects, ...pageOf(self, found, query) } };
}

/** How many there are in all, and where the other pages stand. */
function pageOf(self: string, found: readonly Found[], { page }: Query): object {
  const count = found[0]?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / page.size));
  const at = (number: number) => `${self}?page[number]=${number}&page[size]=${page.size}`;
  return {
    meta: { record_count: count, page_count: pages },
    links: {
      first: at(1),
      ...(page.number > 1 ? { prev: at(page.number - 1) } : {}),
      ...(page.number < pages ? { next: at(page.number + 1) } : {}),
      last: at(pages),
    },
  };
}

async function create(call: Call, resource: Resource, query: Query): Promise<Answer> {
  const { request, context } = call;
  const act = resource.create;
  if (!act) throw new Error(`${resource.type} cannot be created.`);
  const body = await readBody(request);
  if (!body.ok) return refusal([body.error]);
  return idempotently({ request, data: body.value, context }, async () => {
    const isIntegration = context.caller.kind === "integration";
    const input = readWrite(resource, body.value, { on: "create", id: null }, { isIntegration });
    if (!input.ok) return refusal(input.error);
    const made = await act(input.value, context);
    if (!made.ok) return refusal(problemsOf(made.error, context));
    const { id, row } = made.value;
    if (!row || query.include.length > 0) return show(resource, id, { query, context }, 201);
    const data = resourceObject(resource, row, { serving: servingOf(context, query) });
    return { status: 201, body: { data }, headers: { location: data.links.self } };
  });
}

async function update(
  call: Call,
  { resource, id }: { resource: Resource; id: string },
  query: Query,
): Promise<Answer> {
  const { request, context } = call;
  const act = resource.update;
  if (!act) throw new Error(`${resource.type} cannot be changed.`);
  const body = await readBody(request);
  if (!body.ok) return refusal([body.error]);
  return idempotently({ request, data: body.value, context }, async () => {
    const isIntegration = context.caller.kind === "integration";
    const input = readWrite(resource, body.value, { on: "update", id }, { isIntegration });
    if (!input.ok) return refusal(input.error);
    const done = await act(id, input.value, context);
    if (!done.ok) return refusal(problemsOf(done.error, context));
    return show(resource, id, { query, context });
  });
}

/**
 * The provider's raw words are the merchant's: a sales channel, whose token a browser holds, reads
 * only ours.
 */
function problemsOf(error: ActionError, { caller }: ApiContext): readonly ApiError[] {
  if (error.code === "refused") return error.errors;
  const isShoppers = caller.kind === "sales_channel" && error.code === "payment_declined";
  const told = isShoppers ? { ...error, decline: { ...error.decline, raw: "" } } : error;
  return errorsOf(told);
}
