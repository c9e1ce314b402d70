/** `/_control/payment-faults`: what an operator sets for whole payments, and what may be chosen. */
import { DECLINE_CODES, DECLINE_REASONS } from "../core/decline-reasons";
import type { FaultProvider } from "../core/faults";
import { type Handler, jsonObject, type Route, type SandboxResponse } from "../core/http";
import {
  ANSWERS,
  CONNECTIONS,
  type PaymentFaultWish,
  THREE_DS,
  WEBHOOK_TROUBLES,
} from "../core/payment-faults";
import { CARDS_TO_TRY } from "./cards-to-try.data";

type Own = (method: string, path: string, handler: Handler) => Route;

const PROVIDERS: readonly FaultProvider[] = ["stripe", "checkout_com", "external"];
const ID = /^[\w-]{8,64}$/;

const ok = (body: object): SandboxResponse => ({ status: 200, body });
const wrong = (message: string): SandboxResponse => ({ status: 422, body: { error: message } });

export const paymentFaultRoutes = (own: Own): Route[] => [
  own("GET", "/payment-faults", (_request, { paymentFaults }) =>
    ok({ faults: paymentFaults.list() }),
  ),
  own("PUT", "/payment-faults/:id", (request, { paymentFaults }) => {
    const id = request.params.id ?? "";
    if (!ID.test(id)) return wrong("Choose an id of 8 to 64 letters, digits, _ and -.");
    const wish = wishIn(jsonObject(request) ?? {});
    if (typeof wish === "string") return wrong(wish);
    const { fault, isNew } = paymentFaults.set(id, wish);
    return ok({ fault, isNew });
  }),
  own("DELETE", "/payment-faults/:id", (request, { paymentFaults }) =>
    paymentFaults.stop(request.params.id ?? "")
      ? ok({ stopped: true })
      : { status: 404, body: { error: "There is no such fault." } },
  ),
  own("GET", "/offers", () =>
    ok({
      declines: DECLINE_REASONS.map((reason) => ({ reason, codes: DECLINE_CODES[reason] })),
      cards: CARDS_TO_TRY,
    }),
  ),
];

/** What is absent goes as usual. A text says in one sentence what to correct. */
function wishIn(body: Record<string, unknown>): PaymentFaultWish | string {
  const provider = body.provider ?? null;
  const known = PROVIDERS.find((name) => name === provider) ?? null;
  if (provider !== null && known === null) return sentence("provider", PROVIDERS);
  const answer = chosen(ANSWERS, body.answer ?? "as_card");
  if (answer === null) return sentence("answer", ANSWERS);
  const threeDs = chosen(THREE_DS, body.threeDs ?? "as_card");
  if (threeDs === null) return sentence("threeDs", THREE_DS);
  const connection = chosen(CONNECTIONS, body.connection ?? "works");
  if (connection === null) return sentence("connection", CONNECTIONS);
  const decline = chosen(DECLINE_REASONS, body.decline ?? "refused");
  if (decline === null) return sentence("decline", DECLINE_REASONS);
  const named: unknown[] = Array.isArray(body.webhooks) ? body.webhooks : [];
  const webhooks = WEBHOOK_TROUBLES.filter((name) => named.includes(name));
  if (webhooks.length !== named.length) return sentence("webhooks", WEBHOOK_TROUBLES);
  const match = body.match ?? null;
  if (match !== null && (typeof match !== "string" || match === "")) {
    return "match is a text or absent.";
  }
  return {
    provider: known,
    every: body.every === true,
    match,
    answer,
    decline: answer === "declines" ? decline : null,
    threeDs,
    connection,
    webhooks,
  };
}

function chosen<T extends string>(choices: readonly T[], value: unknown): T | null {
  return choices.find((choice) => choice === value) ?? null;
}

function sentence(name: string, choices: readonly string[]): string {
  return `${name} must be one of ${choices.join(", ")}.`;
}
