/** Acts a request fault out around a handler. What a client sees is decided here, in one place. */
import type { Fault, FaultProvider, Faults } from "./faults";
import type { SandboxResponse } from "./http";

/** `hang` never answers, `reset` cuts the connection. */
export type Outcome =
  | { kind: "answer"; response: SandboxResponse }
  | { kind: "hang" }
  | { kind: "reset" };

/** `run` moves the money; it is called at most once, and not at all for the `_before` kinds. */
export async function applyFault(
  fault: Fault | null,
  faults: Faults,
  run: () => Promise<SandboxResponse>,
): Promise<Outcome> {
  if (fault === null) return { kind: "answer", response: await run() };
  switch (fault.kind) {
    case "timeout_before":
      return { kind: "hang" };
    case "error_before":
      return { kind: "answer", response: errorAnswer(fault.provider, 500) };
    case "rate_limited":
      return { kind: "answer", response: errorAnswer(fault.provider, 429) };
    case "unavailable":
      return { kind: "answer", response: errorAnswer(fault.provider, 503) };
    case "timeout_after":
      await run();
      return { kind: "hang" };
    case "error_after":
      await run();
      return { kind: "answer", response: errorAnswer(fault.provider, 500) };
    case "reset_after":
      await run();
      return { kind: "reset" };
    case "hold_after": {
      const response = await run();
      await faults.held();
      return { kind: "answer", response };
    }
    case "bad_json":
      return { kind: "answer", response: truncated(await run()) };
    case "slow":
    case "decline":
    case "wrong_amount":
      return { kind: "answer", response: await run() };
    default:
      // Webhook faults are acted out where webhooks are sent.
      return { kind: "answer", response: await run() };
  }
}

function truncated(response: SandboxResponse): SandboxResponse {
  const text = JSON.stringify(response.body ?? {});
  return {
    ...response,
    headers: { ...response.headers, "content-type": "application/json" },
    body: text.slice(0, Math.max(1, Math.floor(text.length / 2))),
  };
}

/** An error in the provider's own shape. */
export function errorAnswer(provider: FaultProvider, status: 429 | 500 | 503): SandboxResponse {
  const limited = status === 429;
  switch (provider) {
    case "stripe": {
      const message = limited
        ? [
            "Request rate limit exceeded. Learn more about rate limits:",
            "https://docs.stripe.com/rate-limits",
          ].join(" ")
        : "An unknown error occurred";
      const error = limited
        ? { type: "invalid_request_error", code: "rate_limit", message }
        : { type: "api_error", message };
      return { status, body: { error } };
    }
    case "checkout_com":
      // Checkout.com describes 429 and 5xx without a body.
      return { status, body: null };
    case "external":
      return {
        status,
        body: { success: false, error: { code: limited ? "rate_limited" : "error" } },
      };
  }
}
