/**
 * Which of the gateway's addresses an operation is posted to. The document itself is the caller's.
 */
import type { ExternalConfig } from "./config";

export type ExternalOperation = "authorize" | "capture" | "void" | "refund";

/** Null where the merchant named none: the gateway then does not offer it. */
export function addressOf(config: ExternalConfig, operation: ExternalOperation): string | null {
  switch (operation) {
    case "authorize":
      return config.authorize_url;
    case "capture":
      return config.capture_url;
    case "void":
      return config.void_url;
    case "refund":
      return config.refund_url;
  }
}
