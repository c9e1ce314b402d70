/**
 * Creating, changing and deleting of resources that are plain rows: which columns, which targets and what the history says
 * follows from the resource's own file. What a resource knows beyond that stands in its `RowRules`.
 */
import "server-only";
import type { JsonObject } from "../json";
import { err, ok, type Result } from "../result";
import { type ApiError, accessDenied, recordNotFound, relationshipError } from "./api-error";
import type {
  ActionError,
  ActionResult,
  ApiContext,
  Attribute,
  Resource,
  WriteInput,
} from "./resource";
import {
  type Cell,
  cellOf,
  deleteRow,
  insertRow,
  type RowRule,
  type Target,
  updateRow,
  type Writing,
  writtenNames,
} from "./row-statements";
import { runWriting } from "./row-writing";
import { constant, type Sql, sql } from "./sql";

/** What a rule adds to a write. `columns` win over the body's. */
export type Prepared = {
  columns?: Readonly<Record<string, Sql>>;
  /** More that the history says; never a secret. */
  told?: JsonObject;
  /** What else must hold in the database, as it is when the statement runs. */
  rules?: readonly RowRule[];
  /** CTEs that write what belongs to a row just made, `made`. */
  also?: readonly Sql[];
};

export type RowRules<A extends Record<string, Attribute>> = {
  /** Of its events: `sku.created`. */
  singular: string;
  /** The table's unique indexes, each with the attribute that it is about. */
  unique?: Readonly<Record<string, string>>;
  /** Sales channels may write what they see; without this, integrations only. */
  isOpen?: true;
  /** Rows are of one mode, in the column `mode`: new ones are of the caller's. */
  hasMode?: true;
  /** Attributes whose values the history does not repeat, beside metadata. */
  untold?: readonly string[];
  /** Attributes that have no column of their own: `prepare` says what they stand for. */
  unstored?: readonly string[];
  /** What no single value tells: refuses, or adds columns. `id` is null when a row is made. */
  prepare?: (
    input: WriteInput<A>,
    context: ApiContext,
    id: string | null,
  ) => Result<Prepared, ActionError> | Promise<Result<Prepared, ActionError>>;
};

/** The resource with its three actions. */
export function withRowWrites<A extends Record<string, Attribute>>(
  resource: Omit<Resource<A>, "create" | "update" | "remove">,
  rules: RowRules<A>,
): Resource<A> {
  // A row's values are handled by name here, so its own types are forgotten.
  const plain = resource as unknown as Resource;
  const own = rules as unknown as RowRules<Record<string, Attribute>>;
  return {
    ...resource,
    create: (input, context) => createRow(plain, own, input, context),
    update: (id, input, context) => changeRow(plain, own, id, input, context),
    remove: (id, context) => removeRow(plain, own, id, context),
  };
}

type Rules = RowRules<Record<string, Attribute>>;
type Input = {
  attributes: Readonly<Record<string, unknown>>;
  references: WriteInput<Record<string, Attribute>>["references"];
};

const refused = (...errors: readonly ApiError[]) => err({ code: "refused" as const, errors });

export async function createRow(
  resource: Resource,
  rules: Rules,
  input: Input,
  context: ApiContext,
): ActionResult {
  const denied = deny(resource, rules, context);
  if (denied) return denied;
  const id = context.deps.ids.resource();
  const prepared = await prepare(rules, input, context, null);
  if (!prepared.ok) return prepared;
  const mode = rules.hasMode ? { mode: sql`${context.caller.mode}` } : {};
  const writing = writingOf({ resource, rules, input, context, id, verb: "created" });
  if (!writing.ok) return writing;
  const columns = { ...mode, ...prepared.value.columns };
  const whole = completed(writing.value, { ...prepared.value, columns });
  return runWriting(rules.unique ?? {}, insertRow(whole), whole);
}

export async function changeRow(
  resource: Resource,
  rules: Rules,
  id: string,
  input: Input,
  context: ApiContext,
): ActionResult {
  const denied = deny(resource, rules, context);
  if (denied) return denied;
  const prepared = await prepare(rules, input, context, id);
  if (!prepared.ok) return prepared;
  const writing = writingOf({ resource, rules, input, context, id, verb: "updated" });
  if (!writing.ok) return writing;
  const whole = completed(writing.value, prepared.value);
  // Nothing was asked for: whether there is such a row is seen when it is shown.
  if (whole.cells.length === 0 && Object.keys(whole.columns).length === 0) return ok({ id });
  return runWriting(rules.unique ?? {}, updateRow(whole), whole);
}

export async function removeRow(
  resource: Resource,
  rules: Rules,
  id: string,
  context: ApiContext,
): ActionResult {
  const denied = deny(resource, rules, context);
  if (denied) return denied;
  const input = { attributes: {}, references: {} };
  const writing = writingOf({ resource, rules, input, context, id, verb: "deleted" });
  if (!writing.ok) return writing;
  const cells = writtenNames(resource, rules.unstored).map((name) => cellOf(resource, name, null));
  const whole = { ...writing.value, cells };
  return runWriting(rules.unique ?? {}, deleteRow(whole), whole);
}

async function prepare(
  rules: Rules,
  input: Input,
  context: ApiContext,
  id: string | null,
): Promise<Result<Prepared, ActionError>> {
  // The body was read by the resource's own schemas.
  const given = input as WriteInput<Record<string, Attribute>>;
  return rules.prepare ? rules.prepare(given, context, id) : ok({});
}

const deny = ({ type }: Resource, rules: Rules, { caller }: ApiContext) =>
  caller.kind === "integration" || rules.isOpen
    ? null
    : refused(accessDenied(`Only integrations may write ${type}.`));

const completed = (
  writing: Writing,
  { columns = {}, told = {}, rules = [], also = [] }: Prepared,
): Writing => ({ ...writing, columns, rules, also, story: { ...writing.story, told } });

type Asked = {
  resource: Resource;
  rules: Rules;
  input: Input;
  context: ApiContext;
  id: string;
  verb: "created" | "updated" | "deleted";
};

function writingOf({
  resource,
  rules,
  input,
  context,
  id,
  verb,
}: Asked): Result<Writing, ActionError> {
  const { deps, caller } = context;
  const now = deps.clock.now();
  const references = referencesOf(resource, input, context);
  if (!references.ok) return references;
  const cells = [...cellsOf(resource, rules, input, now), ...references.value.cells];
  const untold = new Set(["metadata", ...(rules.untold ?? [])]);
  const story = { by: deps.by, now, event: `${rules.singular}.${verb}`, untold, told: {} };
  const { targets } = references.value;
  const nothingMore = { columns: {}, rules: [], also: [] };
  return ok({ resource, id, cells, ...nothingMore, targets, caller, story });
}

/** Triggers are no values; the two switches stand for one. */
function cellsOf(
  resource: Resource,
  { unstored = [] }: Rules,
  { attributes }: Input,
  now: Date,
): Cell[] {
  const cells = Object.entries(attributes).flatMap(([name, given]) => {
    const attribute = resource.attributes[name];
    const isConstant = attribute?.columns?.length === 0; // One value is the only one it takes.
    const isValue = attribute && !("trigger" in attribute || isConstant || unstored.includes(name));
    return isValue && given !== undefined ? [cellOf(resource, name, given)] : [];
  });
  const { _disable: off, _enable: on } = attributes;
  if (!off && !on) return cells;
  const since = sql`${now}::timestamptz`;
  const value = off ? since : constant("NULL::timestamptz");
  return [...cells, { name: "disabled_at", column: "disabled_at", isMember: false, value }];
}

function referencesOf(
  resource: Resource,
  { references }: Input,
  context: ApiContext,
): Result<{ cells: Cell[]; targets: Target[] }, ActionError> {
  const cells: Cell[] = [];
  const targets: Target[] = [];
  for (const [name, reference] of Object.entries(references)) {
    const relationship = resource.relationships[name];
    const column = relationship?.column;
    if (reference === undefined || !relationship || column === undefined) continue;
    if (reference === null) {
      if (relationship.write?.required) {
        return refused(relationshipError(name, "can't be blank", "blank"));
      }
      cells.push({ name, column, isMember: false, value: null });
      continue;
    }
    const target = context.resourceOf(reference.type);
    if (!target) return refused(recordNotFound(reference.id, `/data/relationships/${name}`));
    targets.push({ name, resource: target, reference });
    cells.push({ name, column, isMember: false, value: sql`${reference.id}::text` });
  }
  return ok({ cells, targets });
}
