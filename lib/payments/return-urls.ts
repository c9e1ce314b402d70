import type { Settings } from "../deps";
import type { UseCaseError } from "../errors";
import type { JsonObject } from "../json";

const URL_ATTRIBUTES = ["success_url", "failure_url", "return_url"] as const;
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a shopper may be sent to this address: https (http for loopback in test mode), no user name in it, and an
 * origin of the app's, of ALLOWED_ORIGINS or of the API client's own list.
 */
export function isAllowedReturnUrl(
  settings: Pick<Settings, "appUrl" | "allowedOrigins" | "isTest">,
  clientOrigins: readonly string[],
  value: string,
): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  if (url.username || url.password) return false;
  const origins = [new URL(settings.appUrl).origin, ...settings.allowedOrigins, ...clientOrigins];
  if (origins.includes(url.origin)) return url.protocol === "https:" || url.protocol === "http:";
  return settings.isTest && LOOPBACK.has(url.hostname) && /^https?:$/.test(url.protocol);
}

/** Null when every return URL among the attributes is allowed. */
export function refuseReturnUrls(
  settings: Settings,
  clientOrigins: readonly string[],
  attributes: JsonObject,
): UseCaseError | null {
  const issues = URL_ATTRIBUTES.flatMap((name) => {
    const value = attributes[name];
    if (value === undefined || value === null) return [];
    if (typeof value === "string" && isAllowedReturnUrl(settings, clientOrigins, value)) return [];
    return [
      {
        path: `attributes.${name}`,
        message:
          "must be an https address of an allowed origin: see ALLOWED_ORIGINS and the API client's own list",
      },
    ];
  });
  return issues.length > 0 ? { code: "invalid_input", issues } : null;
}
