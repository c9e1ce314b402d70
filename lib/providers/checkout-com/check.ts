/** Whether a secret key is taken. */
import { err, ok, type Result } from "../../result";
import type { ProviderError } from "../provider";
import type { CheckoutComCall } from "./client";
import { findPayment } from "./retrieve";

/** No payment's: whoever may ask is told that there is none, everybody else 401. */
const NOBODYS = `pay_${"a".repeat(26)}`;

export async function check(call: CheckoutComCall): Promise<Result<null, ProviderError>> {
  const found = await findPayment(call, NOBODYS);
  return found.ok ? ok(null) : err(found.error);
}
