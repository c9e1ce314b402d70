/** Payment sessions: what Checkout.com's browser component (Flow) is started with. */
import { z } from "zod";
import { isJsonObject, type JsonObject } from "../../json";
import { err, ok, type Result } from "../../result";
import { toProviderAmount } from "../amount-rules";
import type { BrowserSessionInput } from "../browser-session";
import type { ProviderCall, ProviderError } from "../provider";
import { CHECKOUT_COM_AMOUNTS } from "./amounts";
import { callCheckoutCom } from "./client";
import type { CheckoutComConfig } from "./config";
import { errorOf } from "./errors";
import { INSTALLATION } from "./requests";
import { unreadable } from "./responses";

const sessionSchema = z.looseObject({ id: z.string().startsWith("ps_") });

/** The session as Checkout.com answers it. What the browser pays with it is adopted by its `pay_…`. */
export async function openSession(
  call: ProviderCall<CheckoutComConfig>,
  input: BrowserSessionInput,
): Promise<Result<JsonObject, ProviderError>> {
  const { amount, returnUrls, receiptEmail, country } = input;
  const channel = call.config.processing_channel_id;
  const body = {
    amount: toProviderAmount(CHECKOUT_COM_AMOUNTS, amount),
    currency: amount.currency,
    reference: String(input.orderNumber),
    capture: false,
    billing: { address: { country } },
    success_url: returnUrls.success,
    failure_url: returnUrls.failure,
    metadata: { [INSTALLATION]: input.installationId },
    ...(channel === null ? {} : { processing_channel_id: channel }),
    ...(receiptEmail === null ? {} : { customer: { email: receiptEmail } }),
  };
  const opened = await callCheckoutCom(
    call,
    { method: "POST", path: "/payment-sessions", body, expected: () => 201 },
    (sdk) => sdk.paymentSessions.request(body),
  );
  if (!opened.ok) return err(errorOf(opened.error));
  const isSession = sessionSchema.safeParse(opened.value).success;
  return isSession && isJsonObject(opened.value) ? ok(opened.value) : err(unreadable("session"));
}
