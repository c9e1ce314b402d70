import { z } from "zod";
import type { Context } from "../core/context";
import { type Route, route, type SandboxRequest, type SandboxResponse } from "../core/http";
import { answer, invalid, notFound, unauthorized } from "./answers";
import { createPayment } from "./create-payment";
import { once } from "./idempotency";
import { accountOf } from "./keys";
import { actionsJson, paymentDetails } from "./payment-json";
import { findPayment, listByReference, listPayments } from "./records";
import { parseQuery } from "./search";
import { check, paymentRequest } from "./validation";

const LIST_MAX = 100;
const SEARCH_MAX = 1000;

type AccountHandler = (
  request: SandboxRequest,
  context: Context,
  account: string,
) => Promise<SandboxResponse> | SandboxResponse;

/** A route that the secret key opens; others get 401 without a body. */
export function secretRoute(
  method: string,
  pattern: string,
  operation: string,
  handler: AccountHandler,
): Route {
  return route(
    method,
    pattern,
    (request, context) => {
      const account = accountOf(request.headers.authorization, "secret");
      return account === null ? unauthorized() : handler(request, context, account);
    },
    { provider: "checkout_com", operation },
  );
}

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

const instant = (name: string) =>
  z.string(`${name}_invalid`).refine((text) => !Number.isNaN(Date.parse(text)), `${name}_invalid`);
const searchRequest = z.looseObject({
  query: z.string("query_invalid").max(1024, "query_invalid").optional(),
  limit: z
    .number("limit_invalid")
    .int("limit_invalid")
    .min(1, "limit_invalid")
    .max(SEARCH_MAX, "limit_invalid")
    .optional(),
  from: instant("from").optional(),
  to: instant("to").optional(),
});

const search: AccountHandler = (request, context, account) => {
  const checked = check(searchRequest, request.rawBody);
  if (!checked.ok) return invalid(checked.codes);
  const { query, limit = 10, from, to } = checked.value;
  const filter = query === undefined ? () => true : parseQuery(query);
  if (filter === null) return invalid(["query_invalid"]);
  const fromMs = from === undefined ? 0 : Date.parse(from);
  const toMs = to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to);
  const found = listPayments(context, account).filter(
    (p) => p.requestedAtMs >= fromMs && p.requestedAtMs <= toMs && filter(p),
  );
  const page = found.slice(0, limit);
  return answer(200, { data: page.map((p) => paymentDetails(p, context.publicUrl)) });
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
  secretRoute("POST", "/payments/search", "payments.search", search),
  secretRoute("GET", "/payments/:id", "payments.retrieve", retrieve),
  secretRoute("GET", "/payments/:id/actions", "payments.actions", actions),
];
