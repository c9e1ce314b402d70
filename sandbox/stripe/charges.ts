/** Charges, and what hangs on them: balance transactions and disputes. All read only. */
import { type Call, endpoint } from "./endpoint";
import { resourceMissing } from "./errors";
import { CREATED, inRange, PAGE_FIELDS, paginate } from "./pagination";
import { parseParams, text } from "./params";

export const chargeEndpoints = [
  endpoint("GET", "/v1/charges", "charges.list", list),
  endpoint("GET", "/v1/charges/:id", "charges.retrieve", ({ account, id }) =>
    found(account.charges.get(id), "charge", id),
  ),
  endpoint(
    "GET",
    "/v1/balance_transactions/:id",
    "balance_transactions.retrieve",
    ({ account, id }) => found(account.balanceTransactions.get(id), "balance transaction", id),
  ),
  endpoint("GET", "/v1/disputes/:id", "disputes.retrieve", ({ account, id }) =>
    found(account.disputes.get(id), "dispute", id),
  ),
];

function found(object: object | undefined, kind: string, id: string): object {
  if (object === undefined) throw resourceMissing(kind, id, "id");
  return object;
}

function list({ account, form }: Call): object {
  const fields = {
    ...PAGE_FIELDS,
    created: CREATED,
    customer: text(),
    payment_intent: text(),
    transfer_group: text(),
  };
  const given = parseParams(fields, form);
  const { created, customer, payment_intent: intent, transfer_group: group, ...page } = given;
  const charges = account.charges.list().filter((charge) => {
    const ofCustomer = customer == null || charge.customer === customer;
    const ofIntent = intent == null || charge.payment_intent === intent;
    const ofGroup = group == null || charge.transfer_group === group;
    return ofCustomer && ofIntent && ofGroup && inRange(charge.created, created);
  });
  return paginate("/v1/charges", charges, page);
}
