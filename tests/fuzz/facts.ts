// What there is to be asked for: the registry's own resources, and rows of each.

import type { Json } from "@/lib/json";
import { listResources } from "@/lib/jsonapi/registry";
import { isWritable, type Resource } from "@/lib/jsonapi/resource";
import { to } from "../api/road";
import { FIXTURES, inOrderOfNeed } from "../attributes/fixtures";
import { fittingValue } from "../attributes/values";
import type { World } from "../attributes/world";

export type ResourceFacts = {
  type: string;
  resource: Resource;
  /** Rows of the test mode, some of the sales channel's own. */
  ids: readonly string[];
  /** By attribute: values that fit. */
  values: ReadonlyMap<string, readonly Json[]>;
  creatable: readonly string[];
  updatable: readonly string[];
  relations: readonly string[];
};

const ROWS_EACH = 3;

export async function factsOf(world: World): Promise<readonly ResourceFacts[]> {
  const facts: ResourceFacts[] = [];
  for (const resource of inOrderOfNeed(listResources())) {
    const { type, attributes, relationships } = resource;
    const names = Object.keys(attributes);
    const writable = (on: "create" | "update") =>
      Object.entries(attributes).flatMap(([name, each]) => (isWritable(each, on) ? [name] : []));
    facts.push({
      type,
      resource,
      ids: await rowsOf(world, type),
      values: new Map(await Promise.all(names.map((name) => valuesOf(world, resource, name)))),
      creatable: writable("create"),
      updatable: writable("update"),
      relations: Object.keys(relationships),
    });
  }
  return facts;
}

/** A resource that cannot be made here has the rows of the demo shop, or none. */
async function rowsOf(world: World, type: string): Promise<readonly string[]> {
  const fixture = FIXTURES.get(type);
  const rows: string[] = [];
  const add = async (make: (() => Promise<string>) | undefined) => {
    const id = await make?.().catch(() => null);
    if (id) rows.push(id);
  };
  for (let turn = 0; turn < ROWS_EACH; turn++) {
    const draft = fixture?.draft;
    if (fixture?.row) await add(() => fixture.row?.(world) ?? Promise.reject());
    else if (draft) await add(async () => world.post(type, await draft(world)));
  }
  for (let turn = 0; turn < ROWS_EACH && fixture?.ownRow; turn++) {
    await add(() => fixture.ownRow?.(world) ?? Promise.reject());
  }
  if (type === "orders") for (const make of ordersPaid(world)) await add(make);
  await add(() => world.first(type));
  return rows.length === 0 ? ["AAAAAAAAAA"] : [...new Set(rows)];
}

/** As far as orders come: with a source, placed, and captured, so that what is done to them then is tried too. */
function ordersPaid(world: World): readonly (() => Promise<string>)[] {
  const { merchant } = world;
  const ofSource = async () => {
    const id = await world.newOrder();
    const order = to("orders", id);
    const attributes = { payment_source_token: "NB-APPROVE" };
    await world.post("external_payments", { attributes, relationships: { order } });
    return id;
  };
  return [
    ofSource,
    ofSource,
    async () => (await merchant.placed("external")).orderId,
    async () => (await merchant.placed("checkout_com")).orderId,
    async () => (await merchant.placed("stripe")).orderId,
    async () => (await merchant.captured("external")).orderId,
  ];
}

async function valuesOf(
  world: World,
  { type, attributes }: Resource,
  name: string,
): Promise<[string, readonly Json[]]> {
  const attribute = attributes[name];
  const flags = { required: false, read: true, create: true, update: true, filter: false };
  const known = harmless(world, name) ?? FIXTURES.get(type)?.values?.[name];
  const fitting = fittingValue({
    name,
    type: attribute?.type ?? "string",
    ...flags,
    sort: false,
    restricted: false,
    trigger: false,
  });
  const special = typeof known === "function" ? await attempt(() => known(world)) : known;
  if (harmless(world, name) !== undefined) return [name, [special ?? null]];
  return [name, special === undefined ? [fitting] : [fitting, special]];
}

/** Addresses that we would call lead to the sandbox: what is not there would only be waited for. */
function harmless({ shop }: World, name: string): Json | undefined {
  if (name === "external_order_validation_url" || name === "external_prices_url") return null;
  const calls = /^(authorize|capture|void|refund|token)_url$/.exec(name)?.[1];
  return calls === undefined ? undefined : `${shop.sandbox.url}/external/${calls}`;
}

async function attempt(make: () => Json | Promise<Json>): Promise<Json | undefined> {
  try {
    return await make();
  } catch {
    return undefined;
  }
}
