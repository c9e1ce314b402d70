import { hashPassword } from "../auth/password";
import { untilRevoked } from "../auth/revocation-store";
import { normalEmail } from "../auth/user-store";
import { cancelAnonymization, requestAnonymization } from "../customers/anonymization";
import {
  endCustomerSignIns,
  findCustomer,
  insertCustomer,
  isAnonymizationAsked,
  isEmailTaken,
} from "../customers/customer-store";
import { deleteKept, type KeptSet, updateKept } from "../customers/kept-rows";
import type { JsonObject } from "../json";
import { isEmail } from "../orders/contact-rules";
import { err, ok } from "../result";
import { type ApiError, attributeError, recordLocked, recordNotFound } from "./api-error";
import type { ActionResult, ApiContext } from "./resource";

export type CustomerAttributes = {
  email?: string | null;
  password?: string | null;
  shopper_reference?: string | null;
  profile_id?: string | null;
  tax_exemption_code?: string | null;
  metadata?: JsonObject | null;
  reference?: string | null;
  reference_origin?: string | null;
  _request_anonymization?: boolean | null;
  _cancel_anonymization?: boolean | null;
};

const refused = (...errors: ApiError[]) => err({ code: "refused" as const, errors });
const taken = () => refused(attributeError("email", "has already been taken", "taken"));
const noEmail = () =>
  refused(attributeError("email", "must be an e-mail address, like name@example.com", "invalid"));

/** A sign-up, or a merchant's own entry. Whoever has bought as a guest only may sign up under the same address. */
export async function createCustomer(
  given: CustomerAttributes,
  { caller, deps }: ApiContext,
): ActionResult {
  const email = normalEmail(given.email ?? "");
  if (!isEmail(email)) return noEmail();
  const { password } = given;
  const row = await insertCustomer(
    {
      id: deps.ids.resource(),
      mode: caller.mode,
      email,
      passwordHash: password ? await hashPassword(password) : null,
      shopperReference: given.shopper_reference ?? null,
      profileId: given.profile_id ?? null,
      taxExemptionCode: given.tax_exemption_code ?? null,
      metadata: given.metadata ?? {},
      reference: given.reference ?? null,
      referenceOrigin: given.reference_origin ?? null,
    },
    { by: deps.by, now: deps.clock.now() },
  );
  return row ? ok({ id: String(row.id), row }) : taken();
}

const NAMES = [
  "shopper_reference",
  "profile_id",
  "tax_exemption_code",
  "reference",
  "reference_origin",
] as const;

/** A new password ends every sign-in there is, whoever changes it. */
export async function updateCustomer(
  id: string,
  given: CustomerAttributes,
  context: ApiContext,
): ActionResult {
  const { caller, deps } = context;
  if (!(await seenCustomer(id, context))) return refused(recordNotFound(id));
  const now = deps.clock.now();
  const set: Record<string, KeptSet[string]> = {};
  for (const name of NAMES) if (given[name] !== undefined) set[name] = given[name];
  if (given.metadata !== undefined) set.metadata = given.metadata ?? {};
  if (given.email) {
    const email = normalEmail(given.email);
    if (!isEmail(email)) return noEmail();
    if (await isEmailTaken(id, caller.mode, email)) return taken();
    set.email = email;
  }
  const hasOther = Object.keys(set).length > 0 || given.password;
  if (hasOther && given._cancel_anonymization && !given._request_anonymization) {
    if (!(await isAnonymizationAsked(id))) return nothingToCancel();
  }
  if (given.password) set.password_hash = await hashPassword(given.password);
  const by = { by: deps.by, now };
  if (Object.keys(set).length > 0) {
    const condition = "t.anonymized_at IS NULL";
    const isSaved = await updateKept(
      "customers",
      { id, condition },
      { ...set, is_known: true },
      by,
    );
    if (!isSaved) return refused(attributeError("email", "was anonymized", "anonymized"));
  }
  if (given.password) {
    await endCustomerSignIns(id, now);
    await untilRevoked();
  }
  return anonymize(id, given, context);
}

async function anonymize(
  id: string,
  given: CustomerAttributes,
  { deps }: ApiContext,
): ActionResult {
  if (given._request_anonymization) await requestAnonymization(deps, id);
  if (given._cancel_anonymization && !(await cancelAnonymization(deps, id))) {
    return nothingToCancel();
  }
  return ok({ id });
}

const nothingToCancel = () =>
  refused(
    attributeError(
      "_cancel_anonymization",
      "is for a request that has not been carried out",
      "invalid_transition",
    ),
  );

/** Who has ordered stays: their orders are somebody's. They may be anonymized. */
export async function removeCustomer(id: string, context: ApiContext): ActionResult {
  const { deps } = context;
  if (!(await seenCustomer(id, context))) return refused(recordNotFound(id));
  const now = deps.clock.now();
  const condition = "NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = t.id)";
  const isGone = await deleteKept("customers", { id, condition }, { by: deps.by, now });
  if (!isGone) return refused(recordLocked(id, "Orders are theirs: anonymize them instead."));
  await endCustomerSignIns(id, now);
  await untilRevoked();
  return ok({ id });
}

/** Null where this caller knows no such customer: a customer knows themselves, a guest nobody. */
export async function seenCustomer(
  id: string,
  { caller }: ApiContext,
): Promise<{ id: string; email: string } | null> {
  if (caller.kind !== "integration" && id !== caller.ownerId) return null;
  return findCustomer(id, caller.mode);
}
