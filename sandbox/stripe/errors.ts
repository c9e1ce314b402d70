/**
 * Stripe's error answers. Handlers throw a StripeError and `endpoint.ts` alone catches it; what was
 * stored before the throw stays (a declined intent is still changed by its decline).
 */

export interface StripeErrorBody {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  code?: string;
  decline_code?: string;
  message: string;
  param?: string;
  doc_url?: string;
  charge?: string;
  payment_intent?: object;
  payment_method?: object;
  network_decline_code?: string;
  advice_code?: string;
}

export class StripeError extends Error {
  constructor(
    readonly status: number,
    readonly body: StripeErrorBody,
    /**
     * Whether the answer is kept under the request's idempotency key: yes once the endpoint began
     * to execute, no when parameters did not pass (docs.stripe.com/api/idempotent_requests).
     */
    readonly saved: boolean,
  ) {
    super(body.message);
  }
}

function docUrl(code: string): { code: string; doc_url: string } {
  const page = code.replaceAll("_", "-");
  return { code, doc_url: `https://docs.stripe.com/error-codes/${page}` };
}

/** 400 for parameters: never kept under an idempotency key. */
export function invalidParameter(param: string, message: string, code?: string): StripeError {
  const known = code === undefined ? {} : docUrl(code);
  return new StripeError(400, { type: "invalid_request_error", ...known, message, param }, false);
}

export function missingParameter(param: string): StripeError {
  return invalidParameter(param, `Missing required param: ${param}.`, "parameter_missing");
}

export function resourceMissing(kind: string, id: string, param: string): StripeError {
  const message = `No such ${kind}: '${id}'`;
  const body = { ...docUrl("resource_missing"), message, param };
  return new StripeError(404, { type: "invalid_request_error", ...body }, false);
}

/** 400: the operation does not fit the object's state. */
export function stateError(code: string, message: string, intent?: object): StripeError {
  const body = { ...docUrl(code), message };
  const extra = intent === undefined ? {} : { payment_intent: intent };
  return new StripeError(400, { type: "invalid_request_error", ...body, ...extra }, true);
}

/** 401 and its like: about the key, not about the request. */
export function keyError(message: string, code?: string): StripeError {
  const known = code === undefined ? {} : docUrl(code);
  return new StripeError(401, { type: "invalid_request_error", ...known, message }, false);
}
