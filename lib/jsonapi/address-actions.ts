import { invalid } from "../errors";
import type { JsonObject } from "../json";
import { addressProblems } from "../orders/create-address";
import type { Address } from "../orders/order";
import { countryLockOf } from "../orders/order-attributes";
import { err, ok } from "../result";
import { type AddressSet, deleteAddress, findAddress, saveAddress } from "./address-store";
import { recordLocked, recordNotFound } from "./api-error";
import type { ActionResult, ApiContext } from "./resource";

const missing = (id: string) => err({ code: "refused" as const, errors: [recordNotFound(id)] });

type Given = Readonly<Record<string, string | number | boolean | JsonObject | null | undefined>>;

/** Absent changes nothing, null clears; what must be there cannot be cleared, as its schema says. */
function setOf(given: Given): AddressSet {
  const entries = Object.entries(given).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (name === "country_code") return [[name, String(value ?? "").toUpperCase()] as const];
    if (name === "metadata") return [[name, value ?? {}] as const];
    if (name === "business") return [[name, value ?? false] as const];
    return [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** Where an order was sold, its addresses are as they were then: its merchant takes it back for editing first. */
export async function updateAddress(id: string, given: Given, context: ApiContext): ActionResult {
  const { caller, deps } = context;
  const found = await findAddress(id, caller);
  if (!found) return missing(id);
  const set = setOf(given);
  if (Object.keys(set).length === 0) return ok({ id });
  const held = found.uses.find(
    ({ status, isHeld }) =>
      status !== "editing" && (isHeld || !(status === "draft" || status === "pending")),
  );
  if (held) return err({ code: "order_not_editable", status: held.status });
  const after = {
    business: "business" in set ? set.business === true : found.business,
    company: "company" in set ? textOf(set.company) : found.company,
    firstName: "first_name" in set ? textOf(set.first_name) : found.firstName,
    lastName: "last_name" in set ? textOf(set.last_name) : found.lastName,
    countryCode: textOf(set.country_code) ?? found.countryCode,
  };
  const issues = addressProblems(after);
  if (issues.length > 0) return err({ code: "invalid_input", issues });
  const locks = found.uses.flatMap(({ isShipping, attributes }) =>
    isShipping ? [countryLockOf(attributes)] : [],
  );
  const lock = locks.find((each) => each !== null && each !== after.countryCode);
  if (lock) {
    return err(invalid("attributes.country_code", `must be ${lock}, as its order is locked to it`));
  }
  const isSaved = await saveAddress(id, set, { by: deps.by, now: deps.clock.now() });
  return isSaved ? ok({ id }) : err({ code: "attempt_running" });
}

const textOf = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;

export async function removeAddress(id: string, { caller, deps }: ApiContext): ActionResult {
  if (!(await findAddress(id, caller))) return missing(id);
  if (await deleteAddress(id, { by: deps.by, now: deps.clock.now() })) return ok({ id });
  return err({ code: "refused", errors: [recordLocked(id, "An order that was sold has it.")] });
}

/** A copy of an address that this caller may see, under an id of its own; null where there is none. */
export async function cloneOfAddress(
  id: string,
  { caller, deps }: ApiContext,
): Promise<Address | null> {
  const found = await findAddress(id, caller);
  if (!found) return null;
  const { uses: _, ...address } = found;
  const own = { metadata: {}, reference: null, referenceOrigin: null };
  return { ...address, ...own, id: deps.ids.resource() };
}
