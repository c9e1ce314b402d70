/** From an external gateway's silence and refusals to our four errors. */
import { errorOfFailure, type HttpFailure } from "../http";
import type { ProviderError } from "../provider";

// Timeout, conflict (the first call with the key is at work), too early, too many.
const PERHAPS = [408, 409, 425, 429];

export const errorOf = (failure: HttpFailure): ProviderError => errorOfFailure(failure);

/** Of a status alone: what its body said could not be used. Redirects are not followed. */
export function errorOfStatus(status: number): ProviderError {
  const detail = `The external gateway answered ${status}.`;
  if (status < 300 || status >= 500 || PERHAPS.includes(status)) {
    return { code: "provider_indeterminate", detail };
  }
  if (status === 401 || status === 403) return { code: "provider_unauthorized", detail };
  return { code: "provider_rejected_request", detail };
}

/** Whether the status says "perhaps", whatever the body says. */
export const isUncertain = (status: number): boolean => status >= 500 || PERHAPS.includes(status);
