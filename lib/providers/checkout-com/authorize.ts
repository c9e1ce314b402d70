/** Asking for the money with a token, a kept source, or what the browser has paid itself. */
import { isSameMoney } from "../../money/money";
import { err, ok } from "../../result";
import type { AuthorizeInput, ProviderAnswer, ProviderCall } from "../provider";
import { callCheckoutCom } from "./client";
import type { CheckoutComConfig } from "./config";
import { errorOf } from "./errors";
import { paymentBody } from "./requests";
import { outcomeOf, readPayment } from "./responses";
import { findPayment } from "./retrieve";
import type { CheckoutComSource } from "./source";

type Call = ProviderCall<CheckoutComConfig>;
type Input = AuthorizeInput<CheckoutComSource>;

/**
 * With a reference, a session or a `pay_…` in place of a token it only asks where that payment
 * stands.
 */
export async function authorize(call: Call, input: Input): Promise<ProviderAnswer> {
  const { token, session_id: sessionId } = input.source;
  if (input.reference !== null) return await adopt(call, input, input.reference, "token");
  if (token?.startsWith("pay_")) return await adopt(call, input, token, "token");
  if (token == null && sessionId != null) {
    return await adopt(call, input, sessionId, "session_id");
  }
  if (token == null) return refuse("token", "There is no token to charge yet.");
  const body = paymentBody(call.config, input, token);
  const expected = (answer: unknown): number => (isPending(answer) ? 202 : 201);
  const made = await callCheckoutCom(
    call,
    { method: "POST", path: "/payments", body, expected },
    (sdk) => sdk.payments.request({ ...body }, call.idempotencyKey),
  );
  if (!made.ok) return err(errorOf(made.error));
  const payment = readPayment(made.value, input.amount);
  return payment.ok ? ok(outcomeOf(payment.value)) : payment;
}

async function adopt(
  call: Call,
  input: Input,
  id: string,
  attribute: string,
): Promise<ProviderAnswer> {
  const found = await findPayment(call, id);
  if (!found.ok) return found;
  const payment = found.value;
  if (payment === null) return refuse(attribute, "Checkout.com knows no such payment.");
  if (input.reference === null && !isSameMoney(payment.money, input.amount)) {
    return refuse(attribute, "The payment's amount or currency is not the order's.");
  }
  return ok(outcomeOf(payment));
}

const refuse = (attribute: string, detail: string): ProviderAnswer =>
  err({ code: "provider_rejected_request", detail, attribute });

const isPending = (answer: unknown): boolean =>
  typeof answer === "object" &&
  answer !== null &&
  "status" in answer &&
  answer.status === "Pending";
