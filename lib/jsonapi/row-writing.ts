import "server-only";
import { unreachable } from "../assert";
import { type BrokenRule, brokenRuleOf } from "../db/broken-rule";
import { prisma } from "../db/client";
import type { Json } from "../json";
import { err, ok } from "../result";
import {
  type ApiError,
  attributeError,
  recordLocked,
  recordNotFound,
  relationshipError,
} from "./api-error";
import type { ActionResult } from "./resource";
import { ruleName, type Target, type Writing } from "./row-statements";
import { type Sql, statementOf } from "./sql";

/** Runs a write of one row, and says in the API's words what stood in its way. `unique`: indexes and their attributes. */
export async function runWriting(
  unique: Readonly<Record<string, string>>,
  statement: Sql,
  writing: Writing,
): ActionResult {
  const { text, values } = statementOf(statement);
  const { id } = writing;
  try {
    const [done] = await prisma().$queryRawUnsafe<{ seen: Record<string, Json> }[]>(
      text,
      ...values,
    );
    const seen = done?.seen ?? {};
    if (!seen.itself) return err({ code: "refused", errors: [recordNotFound(id)] });
    const missing = writing.targets.filter(({ name }) => !seen[name]).map(notThere);
    const broken = writing.rules.flatMap((rule, i) => (seen[ruleName(i)] ? [] : [rule.error]));
    const errors = missing.length > 0 ? missing : broken;
    return errors.length > 0 ? err({ code: "refused", errors }) : ok({ id });
  } catch (error) {
    const broken = brokenRuleOf(error);
    const refusal = broken && refusalOf(broken, unique, writing);
    if (!refusal) throw error; // A bug, or a rule that the resource's file should know.
    return err({ code: "refused", errors: [refusal] });
  }
}

const notThere = ({ name, reference }: Target): ApiError =>
  recordNotFound(reference.id, `/data/relationships/${name}`);

function refusalOf(
  broken: BrokenRule,
  unique: Readonly<Record<string, string>>,
  { id, cells, targets, resource, story }: Writing,
): ApiError | null {
  switch (broken.code) {
    case "unique": {
      const name = unique[broken.constraint ?? ""];
      return name === undefined ? null : attributeError(name, "has already been taken", "taken");
    }
    case "not_null": {
      const cell = cells.find(({ column }) => column === broken.column);
      if (!cell) return null;
      const error = resource.relationships[cell.name] ? relationshipError : attributeError;
      return error(cell.name, "can't be blank", "blank");
    }
    case "foreign_key": {
      if (story.event.endsWith(".deleted")) return recordLocked(id, "Others depend on it.");
      const [target] = targets; // What the body names was deleted in this very moment.
      return target ? notThere(target) : null;
    }
    default:
      return unreachable(broken);
  }
}
