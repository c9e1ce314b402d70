import "server-only";
import { env } from "../env";
import type { TokenKey } from "./access-token";

/** The issuer names our host behind `auth.`, from which clients derive the domain of the API. */
export function tokenKey(): TokenKey {
  const { API_TOKEN_SECRET, APP_URL } = env();
  return { secret: API_TOKEN_SECRET, issuer: `https://auth.${new URL(APP_URL).host}` };
}
