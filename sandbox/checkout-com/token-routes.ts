import type { Context } from "../core/context";
import { type Route, route, type SandboxRequest, type SandboxResponse } from "../core/http";
import { answer, invalid, unauthorized } from "./answers";
import { buildCard, isExpired } from "./cards";
import { accountOf } from "./keys";
import { TOKEN_LIFE_MS } from "./payment";
import { cardJson, isoTime } from "./payment-json";
import { saveToken } from "./records";
import { check, tokenRequest } from "./validation";

/** POST /tokens: a single-use token of 15 minutes for one of the test cards. */
function createToken(request: SandboxRequest, context: Context): SandboxResponse {
  const account = accountOf(request.headers.authorization, "publishable");
  if (account === null) return unauthorized();
  const checked = check(tokenRequest, request.rawBody);
  if (!checked.ok) return invalid(checked.codes);
  if (isExpired(checked.value, context.now())) return invalid(["card_expired"]);
  const card = buildCard(checked.value, account);
  if (card === null) return invalid(["card_number_invalid"]);
  const expiresAtMs = context.now() + TOKEN_LIFE_MS;
  const id = context.ids.base32("tok_");
  saveToken(context, { id, account, card, expiresAtMs, usedBy: null });
  const expiresOn = isoTime(expiresAtMs);
  return answer(201, { type: "card", token: id, expires_on: expiresOn, ...cardJson(card) });
}

/** Browsers make tokens from any origin. */
function acrossOrigins(response: SandboxResponse): SandboxResponse {
  return { ...response, headers: { ...response.headers, "access-control-allow-origin": "*" } };
}

export const tokenRoutes: Route[] = [
  route("POST", "/tokens", (request, context) => acrossOrigins(createToken(request, context)), {
    provider: "checkout_com",
    operation: "tokens.create",
  }),
];
