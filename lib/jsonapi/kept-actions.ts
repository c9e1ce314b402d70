import { deleteKept, type KeptSet, type KeptTable, updateKept } from "../customers/kept-rows";
import { brokenRuleOf } from "../db/broken-rule";
import { prisma } from "../db/client";
import type { JsonObject } from "../json";
import { err, ok } from "../result";
import { attributeError, recordNotFound, relationshipError } from "./api-error";
import type { ActionResult, ApiContext } from "./resource";
import { withCustomer } from "./scopes";
import { constant, sql, statementOf } from "./sql";

/** What an address book's and a wallet's rows share: whose they are is asked first. */

export type CommonGiven = {
  metadata?: JsonObject | null;
  reference?: string | null;
  reference_origin?: string | null;
};

export const commonSet = (given: CommonGiven): KeptSet => ({
  ...(given.metadata === undefined ? {} : { metadata: given.metadata ?? {} }),
  ...(given.reference === undefined ? {} : { reference: given.reference }),
  ...(given.reference_origin === undefined ? {} : { reference_origin: given.reference_origin }),
});

export const missing = (id: string) =>
  err({ code: "refused" as const, errors: [recordNotFound(id)] });

export async function seesKept(
  table: Exclude<KeptTable, "customers">,
  id: string,
  { caller }: ApiContext,
): Promise<boolean> {
  const { text, values } = statementOf(
    sql`SELECT 1 FROM ${constant(`"${table}"`)} t WHERE t.id = ${id} AND (${withCustomer(caller)})`,
  );
  return (await prisma().$queryRawUnsafe<unknown[]>(text, ...values)).length > 0;
}

const KEPT_ALREADY = {
  customer_addresses: relationshipError("address", "is in the address book already", "taken"),
  customer_payment_sources: attributeError(
    "payment_source_token",
    "is in the wallet already",
    "taken",
  ),
};

export async function saveKept(
  table: Exclude<KeptTable, "customers">,
  id: string,
  set: KeptSet,
  { deps }: ApiContext,
): ActionResult {
  const by = { by: deps.by, now: deps.clock.now() };
  try {
    const isSaved = Object.keys(set).length === 0 || (await updateKept(table, { id }, set, by));
    return isSaved ? ok({ id }) : missing(id);
  } catch (error) {
    if (brokenRuleOf(error)?.code !== "unique") throw error;
    return err({ code: "refused" as const, errors: [KEPT_ALREADY[table]] });
  }
}

export const removeKept =
  (table: Exclude<KeptTable, "customers">) =>
  async (id: string, context: ApiContext): ActionResult => {
    const { deps } = context;
    if (!(await seesKept(table, id, context))) return missing(id);
    await deleteKept(table, { id }, { by: deps.by, now: deps.clock.now() });
    return ok({ id });
  };
