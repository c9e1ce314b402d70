import type { z } from "zod";
import type { ApiCaller } from "../auth/access-token";
import type { Deps } from "../deps";
import type { UseCaseError } from "../errors";
import type { Json, JsonObject } from "../json";
import type { Result } from "../result";
import type { ApiError } from "./api-error";
import type { Sql } from "./sql";

/** What every request carries from the door to the resource. */
export type ApiContext = {
  caller: ApiCaller;
  /** 64 hexadecimal digits: ties the answer to the history. */
  traceId: string;
  deps: Deps;
  /** The client's own, as it came. */
  idempotencyKey: string | null;
  /** Null: no such type. Here, because resource files cannot import the registry that lists them. */
  resourceOf: (type: string) => Resource | null;
};

/**
 * One row of a resource as the database's `to_jsonb` gives it: times are texts, amounts are
 * numbers.
 */
export type Row = JsonObject;

/** What an attribute may know beside its row. */
export type View = { appUrl: string };

export type WriteOn = "create" | "update" | "both";

type Readable = {
  type: "string" | "integer" | "float" | "boolean" | "datetime" | "object" | "array";
  /** Columns that `read` needs; null: the one of the attribute's own name. */
  columns: readonly string[] | null;
  /** Null: never returned. */
  read: ((row: Row, view: View, name: string) => Json) | null;
  /** Sales channels get null. */
  secret?: true;
  /**
   * What lists compare, where it is not the first of `columns`: another column, what is the same for every row, or
   * (null) nothing.
   */
  compares?:
    | { column: string; type?: Readable["type"]; digest?: (text: string) => string }
    | { value: Json }
    | null;
  /** What sorts it, where that is another column than what is compared. */
  sorts?: { column: string; type: Readable["type"] };
};
type Writable<S extends z.ZodType> = {
  schema: S;
  on: WriteOn;
  /** Must be given when it is created. */
  required?: true;
  /** Integrations only. */
  restricted?: true;
  /** An action instead of a value: any truthy value runs it, every other is ignored. */
  trigger?: true;
};
export type Attribute = Readable | (Readable & Writable<z.ZodType>);
export type WritableAttribute<S extends z.ZodType = z.ZodType> = Readable & Writable<S>;

export type Relationship = {
  kind: "one" | "many";
  /** Where it may lead; one that is not registered is not served yet. */
  types: readonly string[];
  /** Joins our row `p` to theirs `t`; null: always empty. */
  on: ((p: string, t: string) => string) | null;
  /** `also`: other types that a body may name the same rows by. */
  write?: { on: WriteOn; required?: true; also?: readonly string[] };
  /** Of our row, where it holds their id. */
  column?: string;
};

export type Reference = { type: string; id: string };

export type Lists = {
  filter: ReadonlySet<string>;
  sort: ReadonlySet<string>;
  /** Sales channels get lists of few resources. */
  isOpen: boolean;
  /** What of it is a signed-in customer's own, of the row `t`: they get a list of that. */
  owned?: (customerId: string) => Sql;
  /** For lists that grow without end: what is known of the whole of one mode without reading it. */
  whole?: WholeList;
};

export type WholeList = {
  /** Sees to what the others need; most often it has nothing to do. Answers up to when the past is settled. */
  settle: (mode: string, now: Date) => Promise<Date>;
  count: (mode: string, settled: Date) => Sql;
  /** Where a page far down the list by creation begins. */
  startOf: (place: ListPlace) => Promise<ListStart | null>;
};
export type ListPlace = { mode: string; offset: number; isDescending: boolean; settled: Date };
/** `skip` rows after `time`; in a descending list, before it. */
export type ListStart = { time: Date; skip: number };

/** The validated half of a body: what the client gave, nothing else. Null clears a value. */
export type Written<A> = {
  [K in keyof A as A[K] extends Writable<z.ZodType> ? K : never]?:
    | (A[K] extends Writable<infer S> ? z.output<S> : never)
    | null;
};

export type WriteInput<A> = {
  attributes: Written<A>;
  references: Partial<Record<string, Reference | null>>;
};

/**
 * What a resource's action may answer instead of its value: a use case's error, or ready errors of
 * the API.
 */
export type ActionError = UseCaseError | { code: "refused"; errors: readonly ApiError[] };

/**
 * The id of what was made or changed; with `row` it is served as it is, without another query. `wasSeen`: only who saw the
 * row could do this to it, so it is shown to them, also where they see it no more.
 */
export type Done = { id: string; row?: Row; wasSeen?: true };
export type ActionResult = Promise<Result<Done, ActionError>>;

/**
 * One resource: everything that routes, validation, serialisation and queries know of it. Another
 * resource is another file of this shape and one line in the registry.
 */
export type Resource<A extends Record<string, Attribute> = Record<string, Attribute>> = {
  type: string;
  table: string;
  /**
   * The column that the public id stands in, where it is not `id`; `valueOf` answers null for what
   * cannot be one.
   */
  key?: { column: string; valueOf: (id: string) => bigint | null };
  /** Narrows a table that several resources share; the row is `t`. */
  where?: string;
  /** Added to FROM, when a column comes from another table. */
  joins?: string;
  /** SQL of columns that are not the table's own. */
  columns?: Readonly<Record<string, string>>;
  /** By what lists of it may be narrowed and sorted; absent: there is no list. */
  lists?: Lists;
  /** What this caller may see; the row is `t`. Enforced in every query. */
  scope: (caller: ApiCaller) => Sql;
  attributes: A;
  relationships: Readonly<Record<string, Relationship>>;
  /** Columns that `decode` needs. */
  decodes?: readonly string[];
  /** Opens what the database keeps closed (secrets), once per row. */
  decode?: (row: Row) => Row;
  create?: (input: WriteInput<A>, context: ApiContext) => ActionResult;
  update?: (id: string, input: WriteInput<A>, context: ApiContext) => ActionResult;
  remove?: (id: string, context: ApiContext) => ActionResult;
};

/**
 * Fixes the types of a resource's actions to its attributes, then forgets them: the registry holds
 * all in one form.
 */
export const defineResource = <A extends Record<string, Attribute>>(
  resource: Resource<A>,
): Resource =>
  // An action takes its own attributes only: input reaches it through its own schemas alone.
  resource as unknown as Resource;

export const isWritable = (
  attribute: Attribute,
  on: "create" | "update",
): attribute is WritableAttribute =>
  "schema" in attribute && (attribute.on === "both" || attribute.on === on);
