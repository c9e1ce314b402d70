/**
 * `/_control`: faults, the clock, the book and the deliveries, for whoever holds the control key.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { nameMerchant } from "../core/challenges";
import type { Clock } from "../core/context";
import { type Handler, jsonObject, type Route, route, type SandboxResponse } from "../core/http";
import { sumBook } from "./book-sums";
import { clockRoutes } from "./clock";
import { moveDispute, openDispute } from "./disputes";
import { parseFault } from "./parse-fault";
import { paymentFaultRoutes } from "./payment-faults";

interface Operator {
  controlKey: string;
  clock: Clock;
}

const ok = (body: object): SandboxResponse => ({ status: 200, body });
const wrong = (message: string): SandboxResponse => ({ status: 422, body: { error: message } });

/** Every route answers 401 without the key. */
export function routes({ controlKey, clock }: Operator): Route[] {
  const own = (method: string, path: string, handler: Handler): Route =>
    route(method, `/_control${path}`, (request, context) => {
      if (!sameText(request.headers["x-sandbox-key"] ?? "", controlKey)) {
        return {
          status: 401,
          body: { error: "Send the control key in the header x-sandbox-key." },
        };
      }
      return handler(request, context);
    });

  return [
    own("GET", "/book", ({ query }, { book }) =>
      ok({
        entries: book.list({
          account: query.get("account") ?? undefined,
          reference: query.get("reference") ?? undefined,
        }),
      }),
    ),
    own("POST", "/book/sums", sumBook),
    ...paymentFaultRoutes(own),
    own("GET", "/faults", (_request, { faults }) => ok({ faults: faults.list() })),
    own("POST", "/faults", (request, { faults }) => {
      const parsed = parseFault(jsonObject(request));
      return "error" in parsed ? wrong(parsed.error) : ok({ fault: faults.add(parsed.fault) });
    }),
    own("DELETE", "/faults", (_request, { faults }) => {
      faults.clear();
      return ok({ faults: [] });
    }),
    own("DELETE", "/faults/:id", ({ params }, { faults }) =>
      faults.remove(params.id ?? "")
        ? ok({ removed: true })
        : { status: 404, body: { error: "There is no such fault." } },
    ),
    own("POST", "/release", (_request, { faults }) => ok({ released: faults.release() })),
    ...clockRoutes(own, clock),
    own("POST", "/reset", (_request, { faults, store }) => {
      faults.release();
      store.clear(isConfiguration);
      return ok({ reset: true });
    }),
    own("GET", "/deliveries", (_request, { webhooks }) =>
      ok({ deliveries: webhooks.list().map(({ secret: _secret, ...delivery }) => delivery) }),
    ),
    own("POST", "/deliveries/hold", (request, { webhooks }) => {
      const held = jsonObject(request)?.held;
      if (typeof held !== "boolean") return wrong("held must be true or false.");
      webhooks.hold(held);
      return ok({ held });
    }),
    own("POST", "/deliveries/take", (request, { webhooks }) => {
      const { limit, provider } = jsonObject(request) ?? {};
      if (!Number.isInteger(limit) || Number(limit) < 1) return wrong("limit must be 1 or more.");
      return ok({ deliveries: webhooks.take(String(provider), Number(limit)) });
    }),
    own("POST", "/deliveries/:id/resend", ({ params }, { webhooks }) => {
      if (webhooks.resend(params.id ?? "")) return ok({ resent: true });
      return { status: 404, body: { error: "There is no such delivery." } };
    }),
    own("POST", "/disputes", openDispute),
    own("POST", "/disputes/:id", moveDispute),
    own("PUT", "/accounts/:id", (request, context) => {
      const name = jsonObject(request)?.name;
      if (typeof name !== "string" || name === "") return wrong("name is missing.");
      const id = request.params.id ?? "";
      nameMerchant(context, id, name);
      return ok({ id, name });
    }),
    own("PUT", "/external-merchants/:id", (request, { store }) => {
      const body = jsonObject(request);
      const secret = body?.shared_secret;
      const callbackUrl = body?.callback_url ?? null;
      if (typeof secret !== "string" || secret === "") return wrong("shared_secret is missing.");
      if (callbackUrl !== null && typeof callbackUrl !== "string") {
        return wrong("callback_url must be an address or null.");
      }
      const id = request.params.id ?? "";
      // The external half reads this collection.
      store.put("external.merchants", id, { id, shared_secret: secret, callback_url: callbackUrl });
      return ok({ id, callback_url: callbackUrl });
    }),
  ];
}

/** What a shop has registered outlives a reset: payments are forgotten, addresses are not. */
function isConfiguration(collection: string): boolean {
  return /(\.|\/)(merchants|webhook_endpoints|workflows)$/.test(collection);
}

function sameText(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
