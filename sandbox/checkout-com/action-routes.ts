/** POST captures, voids and refunds: accepted with 202, decided shortly after, told by webhook. */
import type { Context } from "../core/context";
import { type Route, route, type SandboxRequest, type SandboxResponse } from "../core/http";
import { answer, forbidden, invalid, notFound, unauthorized } from "./answers";
import { grainOf, isAmountAllowed } from "./currencies";
import { once } from "./idempotency";
import { accountOf } from "./keys";
import { present } from "./payment-json";
import { accept } from "./processing";
import { findPayment } from "./records";
import { balanceToAccept, type MerchantAction } from "./status";
import {
  type ActionRequest,
  captureRequest,
  check,
  refundRequest,
  voidRequest,
} from "./validation";

const SCHEMAS = { Capture: captureRequest, Void: voidRequest, Refund: refundRequest };
/** The code of an amount above the balance. */
const TOO_MUCH = {
  Capture: "capture_value_greater_than_remaining_authorized",
  Refund: "refund_amount_exceeds_balance",
  Void: "amount_invalid",
} as const satisfies Record<MerchantAction, string>;

function act(
  type: MerchantAction,
  request: SandboxRequest,
  context: Context,
  account: string,
): SandboxResponse {
  const payment = findPayment(context, account, request.params.id ?? "");
  if (payment === null) return notFound();
  const checked = check<ActionRequest>(SCHEMAS[type], request.rawBody);
  if (!checked.ok) return invalid(checked.codes);
  const body = checked.value;
  const available = balanceToAccept(payment, type);
  if (available === 0) return forbidden();
  const wanted = type === "Void" ? available : (body.amount ?? available);
  if (wanted === 0 || !isAmountAllowed(wanted, payment.currency))
    return invalid(["amount_invalid"]);
  if (wanted > available) return invalid([TOO_MUCH[type]]);
  const grain = grainOf(payment.currency);
  const isWrong = request.fault?.kind === "wrong_amount" && type !== "Void" && wanted > grain;
  const { actionId } = accept(context, payment, {
    type,
    amountMinor: isWrong ? wanted - grain : wanted,
    final: type === "Capture" && body.capture_type !== "NonFinal",
    reference: body.reference ?? null,
    metadata: body.metadata ?? null,
    refused: request.fault?.kind === "decline",
  });
  return answer(202, {
    action_id: actionId,
    ...present({ reference: body.reference }),
    _links: { payment: { href: `${context.publicUrl}/payments/${payment.id}` } },
  });
}

function actionRoute(path: string, type: MerchantAction): Route {
  return route(
    "POST",
    `/payments/:id/${path}`,
    (request, context) => {
      const account = accountOf(request.headers.authorization, "secret");
      if (account === null) return unauthorized();
      return once(request, context, account, () => act(type, request, context, account));
    },
    { provider: "checkout_com", operation: `payments.${type.toLowerCase()}` },
  );
}

export const actionRoutes: Route[] = [
  actionRoute("captures", "Capture"),
  actionRoute("voids", "Void"),
  actionRoute("refunds", "Refund"),
];
