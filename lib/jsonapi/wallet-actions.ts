import type { KeptSet } from "../customers/kept-rows";
import { tokensOf } from "../customers/wallet";
import {
  findMethodGateway,
  findPaidSource,
  findWalletEntry,
  insertWalletEntry,
  type WalletEntry,
  walletColumns,
} from "../customers/wallet-store";
import { GATEWAY_TYPE_OF } from "../gateway-types";
import { err, ok, type Result } from "../result";
import { type ApiError, accessDenied, attributeError, relationshipError } from "./api-error";
import { seenCustomer } from "./customer-actions";
import { type CommonGiven, commonSet, missing, saveKept, seesKept } from "./kept-actions";
import type { ActionResult, ApiContext, Reference } from "./resource";

type Given = {
  attributes: CommonGiven & {
    customer_token?: string | null;
    payment_source_token?: string | null;
  };
  references: Partial<Record<string, Reference | null>>;
};
type Meant = Omit<WalletEntry, "id" | "customerId">;

const refused = (...errors: ApiError[]) => err({ code: "refused" as const, errors });
const unknown = (name: string) =>
  refused(relationshipError(name, "must be an existing one", "not_found"));

/** Where the entry comes from: a payment of the customer's, or tokens that the client knows. */
async function meantBy(
  { attributes, references }: Given,
  customerId: string,
  { caller, deps }: ApiContext,
): Promise<Result<Meant, ReturnType<typeof unknown>>> {
  const { payment_source: paid, payment_method: method } = references;
  if (paid) {
    const source = await findPaidSource(paid.id, customerId);
    if (!source || source.type !== paid.type) return err(unknown("payment_source"));
    const tokens = tokensOf(deps.providers(GATEWAY_TYPE_OF[source.type]), source.attributes);
    if (!tokens.ok) {
      return err(refused(relationshipError("payment_source", tokens.error, "not_reusable")));
    }
    const { id: sourceId, attributes: _, ...rest } = source;
    const { customer_token, payment_source_token } = attributes;
    const given = {
      ...(customer_token ? { customer_token } : {}),
      ...(payment_source_token ? { payment_source_token } : {}),
    };
    return ok({ ...rest, sourceId, tokens: { ...tokens.value, ...given } });
  }
  const token = attributes.payment_source_token;
  if (!token) {
    const title = "can't be blank without a payment source";
    return err(refused(attributeError("payment_source_token", title, "blank")));
  }
  const found = method ? await findMethodGateway(method.id, caller.mode) : null;
  if (method && !found) return err(unknown("payment_method"));
  return ok({
    type: found?.type ?? null,
    gatewayId: found?.gatewayId ?? null,
    paymentMethodId: method?.id ?? null,
    sourceId: null,
    instrument: null,
    tokens: { customer_token: attributes.customer_token ?? null, payment_source_token: token },
  });
}

export async function createWalletEntry(given: Given, context: ApiContext): ActionResult {
  const { caller, deps } = context;
  if (caller.kind !== "integration" && !caller.ownerId) {
    return refused(accessDenied("A wallet is its customer's."));
  }
  const customerId = given.references.customer?.id ?? "";
  if (!(await seenCustomer(customerId, context))) return unknown("customer");
  const meant = await meantBy(given, customerId, context);
  if (!meant.ok) return meant.error;
  const id = deps.ids.resource();
  const by = { by: deps.by, now: deps.clock.now() };
  const entry = { ...meant.value, id, customerId };
  if (await insertWalletEntry(entry, commonSet(given.attributes), by)) return ok({ id });
  return refused(attributeError("payment_source_token", "is in the wallet already", "taken"));
}

/** Another card is another entry: what stands for it is replaced, as where a provider renews its token. */
export async function updateWalletEntry(
  id: string,
  { attributes, references }: Given,
  context: ApiContext,
): ActionResult {
  if (!(await seesKept("customer_payment_sources", id, context))) return missing(id);
  const entry = await findWalletEntry(id);
  if (!entry) return missing(id);
  const set: Record<string, KeptSet[string]> = { ...commonSet(attributes) };
  const { customer, payment_method: method } = references;
  if (customer) {
    if (!(await seenCustomer(customer.id, context))) return unknown("customer");
    set.customer_id = customer.id;
  }
  const { customer_token, payment_source_token: token } = attributes;
  const found = method ? await findMethodGateway(method.id, context.caller.mode) : null;
  if (method && !found) return unknown("payment_method");
  if (method || customer_token !== undefined || token) {
    const { name: _, ...columns } = walletColumns({
      ...entry,
      ...(found ?? {}),
      ...(method ? { paymentMethodId: method.id } : {}),
      tokens: {
        customer_token: customer_token === undefined ? entry.tokens.customer_token : customer_token,
        payment_source_token: token ?? entry.tokens.payment_source_token,
      },
    });
    Object.assign(set, columns);
  }
  return saveKept("customer_payment_sources", id, set, context);
}
