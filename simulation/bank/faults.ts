import type { ProviderError } from "@/lib/providers/provider";

/** What may go wrong between us and a provider, by the sandbox's names. */
export const FAULTS = [
  "unreachable", // It never leaves this machine.
  "timeout_before", // The request is lost on its way.
  "timeout_after", // The answer is lost, after it acted.
  "error_before", // 5xx, and nothing was done.
  "error_after", // 5xx, though it was done.
  "reset_after", // The connection breaks within the answer.
  "bad_json", // An answer that nobody can read, after it acted.
  "rate_limited", // 429, and nothing was done.
  "slow", // It arrives and acts after we have given up.
  "wrong_amount", // It holds another amount than it was asked for.
] as const;
export type Fault = (typeof FAULTS)[number];

/** Whether the request reaches the bank at all, and is worked on there. */
export const ACTS: Readonly<Record<Fault, boolean>> = {
  unreachable: false,
  timeout_before: false,
  timeout_after: true,
  error_before: false,
  error_after: true,
  reset_after: true,
  bad_json: true,
  rate_limited: false,
  slow: true,
  wrong_amount: true,
};

/** What the caller sees; null: the bank's own answer. */
export function errorOf(fault: Fault): ProviderError | null {
  switch (fault) {
    case "wrong_amount":
      return null;
    case "unreachable":
      return { code: "provider_unreachable", detail: "Nobody listens there." };
    case "timeout_before":
    case "timeout_after":
    case "slow":
      return { code: "provider_indeterminate", detail: "No answer in time." };
    case "error_before":
    case "error_after":
      return { code: "provider_indeterminate", detail: "The provider answered 500." };
    case "rate_limited":
      return { code: "provider_indeterminate", detail: "The provider answered 429." };
    case "reset_after":
    case "bad_json":
      return { code: "provider_indeterminate", detail: "The answer could not be read." };
  }
}
