import { unreachable } from "../assert";
import type { Address } from "./address";
import { type Answer, refusal } from "./answers";
import { type ApiError, recordNotFound } from "./api-error";
import { compoundDocument, resourceObject, type Serving } from "./document";
import { errorsOf } from "./errors";
import { methodNotAllowed } from "./http-errors";
import { idempotently } from "./idempotent";
import { flattened } from "./include";
import { answerCollection, answerList } from "./lists/answer-list";
import { findDocument, findIncluded, findRelated } from "./queries";
import { type Query, readQuery } from "./query-string";
import { findResource } from "./registry";
import { readBody } from "./request";
import type { ActionError, ApiContext, Resource } from "./resource";
import { targetsOf } from "./selection";
import { readWrite } from "./write-input";

export const METHODS = {
  collection: ({ lists, create }: Resource) => [
    ...(lists ? ["GET"] : []),
    ...(create ? ["POST"] : []),
  ],
  resource: ({ update, remove }: Resource) => [
    "GET",
    ...(update ? ["PATCH"] : []),
    ...(remove ? ["DELETE"] : []),
  ],
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
  const { relationship } =
    address.kind === "related" || address.kind === "linkage" ? address : NONE;
  const target = relationship ? targetsOf(relationship)[0] : address.resource;
  const isMany = relationship?.kind === "many";
  const isList = isMany || (address.kind === "collection" && method === "GET");
  const url = new URL(request.url);
  const query = readQuery(target ?? address.resource, url.searchParams, { isList });
  if (!query.ok) return refusal([query.error]);
  const asked = { query: query.value, context, url: publicUrl(context, url) };
  switch (address.kind) {
    case "collection":
      return method === "POST"
        ? create(call, address.resource, query.value)
        : answerCollection(address.resource, withServing(asked));
    case "resource":
      if (method === "PATCH") return update(call, address, query.value);
      if (method === "DELETE") return remove(call, address);
      return show(address.resource, address.id, asked);
    case "related":
    case "linkage":
      return related(address, asked);
    default:
      return unreachable(address);
  }
}

const NONE = { relationship: null } as const;

/** Links lead to the app's own address, whatever host a proxy called. */
const publicUrl = ({ deps }: ApiContext, { pathname, search }: URL): URL =>
  new URL(`${pathname}${search}`, deps.settings.appUrl);

const servingOf = ({ caller, deps, traceId }: ApiContext, { fields }: Query): Serving => ({
  appUrl: deps.settings.appUrl,
  organizationId: caller.organizationId,
  mode: caller.mode,
  traceId,
  showsSecrets: caller.kind === "integration",
  fields,
});

type Asked = { query: Query; context: ApiContext };
const withServing = <A extends Asked>(asked: A) => ({
  ...asked,
  serving: servingOf(asked.context, asked.query),
});

async function show(
  resource: Resource,
  id: string,
  { query, context }: Asked,
  status = 200,
): Promise<Answer> {
  const found = await findDocument(resource, id, {
    caller: context.caller,
    include: query.include,
  });
  const document = compoundDocument(found, includingOf(query, context));
  if (!document) return refusal([recordNotFound(id)]);
  return status === 201
    ? { status, body: document, headers: { location: document.data.links.self } }
    : { status, body: document };
}

const includingOf = (query: Query, context: ApiContext) => ({
  serving: servingOf(context, query),
  resourceOf: findResource,
  paths: flattened(query.include),
});

async function related(
  address: Extract<Address, { kind: "related" | "linkage" }>,
  asked: Asked & { url: URL },
): Promise<Answer> {
  const { resource, id, name, relationship, kind } = address;
  const { query, context } = asked;
  const { appUrl } = context.deps.settings;
  const base = `${appUrl}/api/${resource.type}/${id}`;
  const links = { self: `${base}/relationships/${name}`, related: `${base}/${name}` };
  const [target] = targetsOf(relationship);
  const { on } = relationship;
  if (relationship.kind === "many" && target && on) {
    const linkage = kind === "linkage" ? links : undefined;
    return answerList(target, { resource, id, on }, withServing(asked), linkage);
  }
  const { caller } = context;
  const found = await findRelated(resource, id, { caller, relationship });
  if (found === "not_found") return refusal([recordNotFound(id)]);
  if (relationship.kind === "many")
    return { status: 200, body: { data: [], meta: NO_ROWS, links } };
  if (kind === "linkage") {
    const data = found && { type: found.type, id: String(found.row.id) };
    return { status: 200, body: { links, data } };
  }
  const source = found && findResource(found.type);
  if (!source) return { status: 200, body: { data: null } };
  const { include } = query;
  const included = await findIncluded(source, [found.row], { caller, include });
  const root = { ...found, path: "", via: null };
  const document = compoundDocument([root, ...included], includingOf(query, context));
  return { status: 200, body: document ?? { data: null } };
}

const NO_ROWS = { record_count: 0, page_count: 1 };

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
    const shown = await show(resource, id, { query, context });
    if (shown.status !== 404 || !done.value.wasSeen) return shown;
    // What it did took the row out of its own sight: it is told what it did, and no more.
    const [found] = await findDocument(resource, id, { caller: null, include: [] });
    if (!found) return shown;
    const data = resourceObject(resource, found.row, { serving: servingOf(context, query) });
    return { status: 200, body: { data } };
  });
}

async function remove(
  { context }: Call,
  { resource, id }: { resource: Resource; id: string },
): Promise<Answer> {
  const act = resource.remove;
  if (!act) throw new Error(`${resource.type} cannot be deleted.`);
  const done = await act(id, context);
  return done.ok ? { status: 204, body: null } : refusal(problemsOf(done.error, context));
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
