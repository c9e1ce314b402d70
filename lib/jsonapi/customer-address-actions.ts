import { normalEmail } from "../auth/user-store";
import { customerOfEmail, findCustomerId, keepsAddress } from "../customers/customer-store";
import { insertKept, type KeptSet } from "../customers/kept-rows";
import { isEmail } from "../orders/contact-rules";
import { err, ok } from "../result";
import { findAddress } from "./address-store";
import { type ApiError, accessDenied, attributeError, relationshipError } from "./api-error";
import { seenCustomer } from "./customer-actions";
import { type CommonGiven, commonSet, missing, saveKept, seesKept } from "./kept-actions";
import type { ActionResult, ApiContext, Reference } from "./resource";

type Given = {
  attributes: CommonGiven & { customer_email?: string | null };
  references: Partial<Record<string, Reference | null>>;
};

const refused = (...errors: ApiError[]) => err({ code: "refused" as const, errors });
const unknown = (name: string) =>
  refused(relationshipError(name, "must be an existing one of yours", "not_found"));

/** For a customer who is named, by relationship or e-mail address; a customer's own token needs to name nobody. */
export async function createCustomerAddress(given: Given, context: ApiContext): ActionResult {
  const { caller, deps } = context;
  const { attributes, references } = given;
  if (caller.kind !== "integration" && !caller.ownerId) {
    return refused(accessDenied("An address book is its customer's."));
  }
  const addressId = references.address?.id ?? "";
  if (!(await findAddress(addressId, caller))) return unknown("address");
  const customerId = await customerIdOf(given, context);
  if (customerId === null) {
    return attributes.customer_email
      ? refused(attributeError("customer_email", "must be your own e-mail address", "invalid"))
      : unknown("customer");
  }
  const id = deps.ids.resource();
  const row = { id, customer_id: customerId, address_id: addressId, ...commonSet(attributes) };
  const isMade = await insertKept("customer_addresses", row, {
    by: deps.by,
    now: deps.clock.now(),
  });
  if (isMade) return ok({ id });
  return refused(relationshipError("address", "is in the address book already", "taken"));
}

async function customerIdOf({ attributes, references }: Given, context: ApiContext) {
  const { caller, deps } = context;
  const named = references.customer?.id;
  if (named) return (await seenCustomer(named, context))?.id ?? null;
  const email = attributes.customer_email ? normalEmail(attributes.customer_email) : null;
  if (caller.kind === "integration") {
    if (email === null || !isEmail(email)) return null;
    const known = await findCustomerId(caller.mode, email);
    // Nothing is to be made: an address that is kept already makes nobody a customer.
    if (known !== null && (await keepsAddress(known, references.address?.id ?? ""))) return known;
    const found = { id: deps.ids.resource(), mode: caller.mode, email };
    return customerOfEmail(found, deps.clock.now());
  }
  const owner = await seenCustomer(caller.ownerId ?? "", context);
  return owner && (email === null || email === owner.email) ? owner.id : null;
}

export async function updateCustomerAddress(
  id: string,
  { attributes, references }: Given,
  context: ApiContext,
): ActionResult {
  if (!(await seesKept("customer_addresses", id, context))) return missing(id);
  const set: Record<string, KeptSet[string]> = { ...commonSet(attributes) };
  const { address, customer } = references;
  if (address) {
    if (!(await findAddress(address.id, context.caller))) return unknown("address");
    set.address_id = address.id;
  }
  if (customer) {
    if (!(await seenCustomer(customer.id, context))) return unknown("customer");
    set.customer_id = customer.id;
  }
  return saveKept("customer_addresses", id, set, context);
}
