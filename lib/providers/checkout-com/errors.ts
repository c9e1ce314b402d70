/** From Checkout.com's refusals to our four errors. */
import type { ProviderError } from "../provider";
import { detailOf } from "../scrub";
import type { CheckoutComProblem } from "./client";

/** Each answers whether it may have happened. */
export function errorOf(problem: CheckoutComProblem): ProviderError {
  if (problem.status === null) {
    const code = problem.sent ? "provider_indeterminate" : "provider_unreachable";
    return { code, detail: detailOf(`Checkout.com: ${problem.detail}`) };
  }
  const { status, codes } = problem;
  const detail = detailOf(`Checkout.com: ${status} ${codes.join(", ")}`.trim());
  // 409 (once 429) means that the first request with this key is still at work.
  if (status >= 500 || [408, 409, 425, 429].includes(status)) {
    return { code: "provider_indeterminate", detail };
  }
  if (status === 401 || status === 403) return { code: "provider_unauthorized", detail };
  const attribute = attributeOf(codes);
  return {
    code: "provider_rejected_request",
    detail,
    ...(attribute === null ? {} : { attribute }),
  };
}

/** A used or expired token is `token_…`; a kept source that is gone is `source_id_…`. */
function attributeOf(codes: readonly string[]): string | null {
  for (const code of codes) {
    if (/^(token|source_id|payment_source)_/.test(code)) return "token";
    if (code.startsWith("success_url_")) return "success_url";
    if (code.startsWith("failure_url_")) return "failure_url";
  }
  return null;
}
