import type { ApiCaller } from "../../auth/access-token";
import { err, ok, type Result } from "../../result";
import { type ApiError, badParameter } from "../api-error";
import type { Resource } from "../resource";
import { targetsOf } from "../selection";
import { constant, joined, nothing, type Sql, sql } from "../sql";
import { type Comparison, comparisonOf, over } from "./comparison";
import { PREDICATE_NAMES, PREDICATES, WHOLE_PREDICATES } from "./predicates";

/** How many relationships one filter may follow. */
const DEPTH_MAX = 3;

type Predicate = (
  compared: Comparison,
) => ReturnType<Exclude<ReturnType<typeof PREDICATES.get>, undefined>>;
type Condition = ReturnType<Predicate> | null;

/** A condition on the row `t`, and the attributes that it bounds to a range. */
export type Filter = { condition: Sql; ranges: readonly string[] };

const RANGE = /^(lt|gt)(eq)?(_any|_all)?$/;

/**
 * One `filter[q][<names>_<predicate>]`: `names` are attributes joined by `_or_`, each its
 * own or a relationship's (`customer_email`). Whoever asks is answered from what they may see only.
 */
export function readFilter(
  resource: Resource,
  { name, value }: { name: string; value: string },
  caller: ApiCaller,
): Result<Filter, ApiError> {
  const parameter = `filter[q][${name}]`;
  for (const suffix of PREDICATE_NAMES) {
    const predicate = PREDICATES.get(suffix);
    if (!predicate || !name.endsWith(`_${suffix}`)) continue;
    const names = name.slice(0, -suffix.length - 1).split("_or_");
    const conditions: Sql[] = [];
    for (const each of names) {
      const apply: Predicate = (compared) =>
        compared.digest && !WHOLE_PREDICATES.has(suffix)
          ? { ok: false, detail: "is kept encrypted: only whole values can be compared" }
          : predicate(compared, value);
      const condition = conditionOn(resource, each, { apply, caller, depth: 0 });
      if (condition === null) break;
      if (!condition.ok) return err(badParameter(parameter, condition.detail));
      conditions.push(condition.value);
    }
    if (conditions.length < names.length) continue;
    return ok({
      condition: sql`(${joined(conditions, " OR ")})`,
      ranges: RANGE.test(suffix) ? names : [],
    });
  }
  return err(badParameter(parameter, "is not an attribute that can be filtered, with a predicate"));
}

type Asking = { apply: Predicate; caller: ApiCaller; depth: number };

/** Null: this resource has no such attribute, nor has one that it is related to. */
function conditionOn(resource: Resource, name: string, asking: Asking): Condition {
  const own = resource.lists?.filter.has(name) ? comparisonOf(resource, name) : null;
  if (own) return asking.apply(own);
  if (asking.depth === DEPTH_MAX) return null;
  for (const [relation, relationship] of Object.entries(resource.relationships)) {
    const { on } = relationship;
    if (on === null || !name.startsWith(`${relation}_`)) continue;
    const rest = name.slice(relation.length + 1);
    const alias = `f${asking.depth}`;
    const found: Sql[] = [];
    for (const target of targetsOf(relationship)) {
      const condition = conditionOn(target, rest, { ...asking, depth: asking.depth + 1 });
      if (condition === null) continue;
      if (!condition.ok) return condition;
      const within = sql`(${target.scope(asking.caller)}) AND ${condition.value}${narrowing(target)}`;
      const from = constant(`"${target.table}" ${alias} ${target.joins ?? ""}`);
      const joining = constant(on("t", alias));
      found.push(
        sql`EXISTS (SELECT 1 FROM ${over(alias, from)} WHERE ${joining} AND ${over(alias, within)})`,
      );
    }
    if (found.length > 0) return { ok: true, value: sql`(${joined(found, " OR ")})` };
  }
  return null;
}

const narrowing = ({ where }: Resource): Sql => (where ? constant(` AND (${where})`) : nothing);
