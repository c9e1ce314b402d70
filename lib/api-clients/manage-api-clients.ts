import { hashApiSecret } from "../auth/api-secret";
import { untilRevoked } from "../auth/revocation-store";
import type { Told } from "../db/told-query";
import type { Deps } from "../deps";
import type { JsonObject } from "../json";
import { err, ok, type Result } from "../result";
import { type ApiClientGiven, NAME_LENGTH_MAX, ORIGINS_MAX, readOrigins } from "./api-client";
import { changeOrigins, insertApiClient, replaceSecret, switchApiClient } from "./api-client-store";

export type ApiClientError =
  | { code: "not_found" }
  | { code: "invalid"; field: string; text: string };

const toldBy = ({ by, clock }: Deps, name: string, changes: JsonObject = {}): Told => ({
  ...{ name: `api_client.${name}`, changes, by },
  now: clock.now(),
});

const invalid = (field: string, text: string) => err({ code: "invalid" as const, field, text });
const notFound = err({ code: "not_found" } as const);

function originsIn(text: string): Result<string[], ApiClientError> {
  const { origins, wrong } = readOrigins(text);
  if (wrong !== null) {
    return invalid("origins", `Enter addresses like https://shop.example, not ${wrong}`);
  }
  return origins.length > ORIGINS_MAX ? invalid("origins", `At most ${ORIGINS_MAX}`) : ok(origins);
}

export type NewCredentials = { clientId: string; secret: string | null };

/** Answers the secret this once. A sales channel has none: its pages are public. */
export async function createApiClient(
  deps: Deps,
  given: Omit<ApiClientGiven, "allowedOrigins"> & { origins: string },
): Promise<Result<NewCredentials, ApiClientError>> {
  const name = given.name.trim();
  if (name === "") return invalid("name", "Give it a name, like Storefront");
  if (name.length > NAME_LENGTH_MAX)
    return invalid("name", `At most ${NAME_LENGTH_MAX} characters`);
  if (given.kind === "sales_channel" && given.scope === "market:all") {
    return invalid("scope", "Choose the one market that this storefront sells in");
  }
  const origins = originsIn(given.origins);
  if (!origins.ok) return origins;
  const secret = given.kind === "integration" ? deps.ids.secret() : null;
  const clientId = deps.ids.secret();
  const { kind, mode, scope } = given;
  const made = { name, kind, mode, scope, allowedOrigins: origins.value };
  const told = toldBy(deps, "created", { name: [null, name], scope: [null, scope] });
  const secretHash = secret === null ? null : hashApiSecret(secret);
  await insertApiClient({ id: deps.ids.resource(), clientId, secretHash, ...made }, told);
  return ok({ clientId, secret });
}

/** The old secret and every token that it brought end with this. Answers the new one, this once. */
export async function renewSecret(
  deps: Deps,
  id: string,
): Promise<Result<{ secret: string }, ApiClientError>> {
  const secret = deps.ids.secret();
  const isDone = await replaceSecret(id, hashApiSecret(secret), toldBy(deps, "secret_renewed"));
  if (!isDone) return notFound;
  await untilRevoked();
  return ok({ secret });
}

export async function setSwitchedOff(
  deps: Deps,
  id: string,
  isDisabled: boolean,
): Promise<Result<null, ApiClientError>> {
  const told = toldBy(deps, isDisabled ? "disabled" : "enabled");
  const isDone = await switchApiClient(id, isDisabled, told);
  if (isDone && isDisabled) await untilRevoked();
  // Switched twice it is as it was meant to be.
  return ok(null);
}

export async function setOrigins(
  deps: Deps,
  id: string,
  text: string,
): Promise<Result<null, ApiClientError>> {
  const origins = originsIn(text);
  if (!origins.ok) return origins;
  const told = toldBy(deps, "updated", { allowed_origins: [...origins.value] });
  return (await changeOrigins(id, origins.value, told)) ? ok(null) : notFound;
}
