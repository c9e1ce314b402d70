/**
 * A sample merchant's own payment gateway, "Northbank", in the protocol of Commerce Layer's
 * external gateways. It offers no
 * way to ask about a payment: an answer that was lost is asked for by repeating the call with its
 * key.
 */
import { createHash } from "node:crypto";
import type { Context } from "../core/context";
import { type Route, route, type SandboxRequest, type SandboxResponse } from "../core/http";
import { declineAsked, isWrongAmountAsked } from "../core/payment-faults";
import { type Behaviour, behaviourOf, refusalOf } from "./behaviours";
import { type Action, type Instruction, readInstruction } from "./document";
import { perform } from "./gateway";
import { findMerchant, type Merchant } from "./merchants";
import { isSigned, SIGNATURE_HEADER } from "./signature";

const KEYS = "external.idempotency";
const KINDS = {
  authorize: "authorization",
  capture: "capture",
  void: "void",
  refund: "refund",
} as const;

type Stored = { request: string; response: SandboxResponse };

const fault = (status: number, code: string, message: string): SandboxResponse => ({
  status,
  body: { success: false, error: { code, message } },
});

function behaviourFor(request: SandboxRequest, action: Action, token: string | null): Behaviour {
  // Only an authorization carries the shopper's token; what follows it is approved.
  const typed = behaviourOf(action === "authorize" ? (token ?? "") : "");
  const reason = declineAsked(request);
  return {
    ...typed,
    fault: request.paymentFault,
    ...(isWrongAmountAsked(request) ? { amountShiftMinor: 100 } : {}),
    ...(reason === null ? {} : { refusal: refusalOf(reason) }),
    // A fault of this one call is answered by itself.
    ...(request.fault?.kind === "decline" ? { answer: "now", isAlwaysLater: false } : {}),
  };
}

function run(
  context: Context,
  merchant: Merchant,
  action: Action,
  call: { instruction: Instruction; behaviour: Behaviour },
): SandboxResponse {
  if (action !== "token") {
    return perform(context, merchant, KINDS[action], call.instruction, call.behaviour);
  }
  const { refusal } = call.behaviour;
  return refusal === null
    ? {
        status: 200,
        body: {
          success: true,
          data: { payment_source_token: context.ids.base62("nbs_", 20) },
        },
      }
    : { status: 200, body: { success: false, data: { error: refusal } } };
}

const noAnswer = (): Promise<SandboxResponse> => new Promise(() => undefined);

async function handle(
  action: Action,
  request: SandboxRequest,
  context: Context,
): Promise<SandboxResponse> {
  const merchant = findMerchant(context, request.params.merchant ?? "");
  if (merchant === null) return fault(404, "unknown_merchant", "No such merchant is registered.");
  const { rawBody, headers } = request;
  if (!isSigned(rawBody, headers[SIGNATURE_HEADER], merchant.shared_secret)) {
    return { status: 401, body: { error: "The signature does not match." } };
  }
  const instruction = readInstruction(rawBody, action);
  if (instruction === null) return fault(422, "document_invalid", "The document cannot be read.");
  const key = headers["idempotency-key"];
  const id = key === undefined || key === "" ? null : `${merchant.id} ${key}`;
  const fingerprint = createHash("sha256").update(`${action}\n`).update(rawBody).digest("hex");
  const behaviour = behaviourFor(request, action, instruction.paymentSourceToken);
  const stored = id === null ? undefined : context.store.get<Stored>(KEYS, id);
  if (stored !== undefined) {
    if (stored.request !== fingerprint) {
      return fault(409, "idempotency_conflict", "This key was used for another request.");
    }
    return behaviour.answer === "never" ? noAnswer() : stored.response;
  }
  const response = context.store.batch(() => {
    const answer = run(context, merchant, action, { instruction, behaviour });
    if (id !== null)
      context.store.put<Stored>(KEYS, id, { request: fingerprint, response: answer });
    return answer;
  });
  return behaviour.answer === "silent" || behaviour.answer === "never" ? noAnswer() : response;
}

export const routes: Route[] = (["authorize", "capture", "void", "refund", "token"] as const).map(
  (action) =>
    route(
      "POST",
      `/external/:merchant/${action}`,
      (request, context) => handle(action, request, context),
      { provider: "external", operation: action },
    ),
);
