import type { Route } from "../core/http";
import { answer, invalid, notFound } from "./answers";
import { createPayment } from "./create-payment";
import { once } from "./idempotency";
import { actionsJson, paymentDetails } from "./payment-json";
import { findPayment, listByReference } from "./records";
import { searchRoutes } from "./search-routes";
import { type AccountHandler, secretRoute } from "./secret-route";
import { check, paymentRequest } from "./validation";

const LIST_MAX = 100;

const create: AccountHandler = (request, context, account) =>
  once(request, context, account, () => {
    const checked = check(paymentRequest, request.rawBody);
    if (!checked.ok) return invalid(checked.codes);
    return createPayment(request, context, account, checked.value);
  });

/** A whole number of the query, its default where absent, or null where it is out of range. */
function wholeNumber(
  query: URLSearchParams,
  name: string,
  range: { min: number; max: number; fallback: number },
): number | null {
  const text = query.get(name);
  if (text === null) return range.fallback;
  const value = /^\d+$/.test(text) ? Number(text) : -1;
  return value >= range.min && value <= range.max ? value : null;
}

const list: AccountHandler = (request, context, account) => {
  const limit = wholeNumber(request.query, "limit", { min: 1, max: LIST_MAX, fallback: 10 });
  const skip = wholeNumber(request.query, "skip", {
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    fallback: 0,
  });
  const reference = request.query.get("reference");
  if (reference === null || limit === null || skip === null) {
    return invalid([
      ...(reference === null ? ["reference_required"] : []),
      ...(limit === null ? ["limit_invalid"] : []),
      ...(skip === null ? ["skip_invalid"] : []),
    ]);
  }
  const found = listByReference(context, account, reference);
  const page = found.slice(skip, skip + limit);
  return answer(200, {
    limit,
    skip,
    total_count: found.length,
    data: page.map((payment) => paymentDetails(payment, context.publicUrl)),
  });
};

const retrieve: AccountHandler = (request, context, account) => {
  const payment = findPayment(context, account, request.params.id ?? "");
  return payment === null ? notFound() : answer(200, paymentDetails(payment, context.publicUrl));
};

const actions: AccountHandler = (request, context, account) => {
  const payment = findPayment(context, account, request.params.id ?? "");
  // A payment still in its 3DS challenge has no action, and a list of none is not offered.
  if (payment === null || payment.actions.length === 0) return notFound();
  return answer(200, actionsJson(payment));
};

export const paymentRoutes: Route[] = [
  secretRoute("POST", "/payments", "payments.create", create),
  secretRoute("GET", "/payments", "payments.list", list),
  ...searchRoutes,
  secretRoute("GET", "/payments/:id", "payments.retrieve", retrieve),
  secretRoute("GET", "/payments/:id/actions", "payments.actions", actions),
];
