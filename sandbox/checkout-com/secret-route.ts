import type { Context } from "../core/context";
import { type Route, route, type SandboxRequest, type SandboxResponse } from "../core/http";
import { unauthorized } from "./answers";
import { accountOf } from "./keys";

export type AccountHandler = (
  request: SandboxRequest,
  context: Context,
  account: string,
) => Promise<SandboxResponse> | SandboxResponse;

/** A route that the secret key opens; others get 401 without a body. */
export function secretRoute(
  method: string,
  pattern: string,
  operation: string,
  handler: AccountHandler,
): Route {
  return route(
    method,
    pattern,
    (request, context) => {
      const account = accountOf(request.headers.authorization, "secret");
      return account === null ? unauthorized() : handler(request, context, account);
    },
    { provider: "checkout_com", operation },
  );
}
