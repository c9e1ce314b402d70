/**
 * POST /payments/search: the payments of a span of time, newest first, with what was done to each;
 * the shape is that of the SDK's own example, which differs from what GET /payments/{id} answers.
 */
import { z } from "zod";
import type { Context } from "../core/context";
import type { Route } from "../core/http";
import { answer, invalid } from "./answers";
import type { ActionRecord, PaymentRecord } from "./payment";
import { isoTime, paymentDetails, present } from "./payment-json";
import { listPayments } from "./records";
import { summaryOf } from "./response-codes";
import { parseQuery } from "./search";
import { type AccountHandler, secretRoute } from "./secret-route";
import { statusOf } from "./status";
import { check } from "./validation";

const LIMIT_DEFAULT = 10;
const LIMIT_MAX = 1000;

const instant = (name: string) =>
  z.string(`${name}_invalid`).refine((text) => !Number.isNaN(Date.parse(text)), `${name}_invalid`);
const searchRequest = z
  .looseObject({
    query: z.string("query_invalid").max(1024, "query_invalid").optional(),
    limit: z
      .number("limit_invalid")
      .int("limit_invalid")
      .min(1, "limit_invalid")
      .max(LIMIT_MAX, "limit_invalid")
      .optional(),
    from: instant("from").optional(),
    to: instant("to").optional(),
  })
  // Each is required where the other is given.
  .refine(({ from, to }) => from !== undefined || to === undefined, "from_required")
  .refine(({ from, to }) => to !== undefined || from === undefined, "to_required");
type Search = z.infer<typeof searchRequest>;

const search: AccountHandler = (request, context, account) => {
  const checked = check(searchRequest, request.rawBody);
  return checked.ok ? page(context, account, checked.value, 0) : invalid(checked.codes);
};

/** The page that a search's `_links.next` leads to. */
const next: AccountHandler = (request, context, account) => {
  const given = parseToken(request.query.get("token") ?? "");
  return given === null
    ? invalid(["token_invalid"])
    : page(context, account, given.search, given.skip);
};

function page(context: Context, account: string, given: Search, skip: number) {
  const { query, limit = LIMIT_DEFAULT, from, to } = given;
  const filter = query === undefined ? () => true : parseQuery(query);
  if (filter === null) return invalid(["query_invalid"]);
  const fromMs = from === undefined ? 0 : Date.parse(from);
  const toMs = to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to);
  const found = listPayments(context, account).filter(
    (p) => p.requestedAtMs >= fromMs && p.requestedAtMs <= toMs && filter(p),
  );
  const shown = found.slice(skip, skip + limit);
  const hasMore = found.length > skip + limit;
  return answer(200, {
    data: shown.map((payment) => foundJson(payment, context.publicUrl)),
    ...(hasMore && { _links: { next: { href: nextUrl(context, given, skip + limit) } } }),
  });
}

function nextUrl({ publicUrl, ids }: Context, search: Search, skip: number): string {
  const token = Buffer.from(JSON.stringify({ search, skip })).toString("base64url");
  return `${publicUrl}/payments/search/${ids.base62("", 22)}?token=${token}`;
}

const tokenSchema = z.object({ search: searchRequest, skip: z.number().int().min(0) });

function parseToken(token: string) {
  try {
    const text = Buffer.from(token, "base64url").toString("utf8");
    return tokenSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function foundJson(payment: PaymentRecord, publicUrl: string): object {
  return {
    ...paymentDetails(payment, publicUrl),
    // Lower case and with underscores here, other than in all other answers.
    status: statusOf(payment).toLowerCase().replaceAll(" ", "_"),
    amount_requested: payment.amountMinor,
    metadata: payment.metadata ?? {},
    actions: [...payment.actions].reverse().map((action) => actionJson(payment, action)),
  };
}

const STATES = { queued: "Pending", approved: "Approved", declined: "Declined" } as const;

function actionJson(payment: PaymentRecord, action: ActionRecord): object {
  const code = action.responseCode;
  return {
    id: action.id,
    type: action.type,
    processed_on: isoTime(action.processedAtMs ?? payment.requestedAtMs),
    status: STATES[action.state],
    amount: action.amountMinor,
    ...present({
      auth_code: action.authCode,
      response_code: code,
      response_summary: code === null ? null : summaryOf(code),
      reference: action.reference,
    }),
  };
}

export const searchRoutes: Route[] = [
  secretRoute("POST", "/payments/search", "payments.search", search),
  secretRoute("GET", "/payments/search/:id", "payments.search.next", next),
];
