import type { AnyProvider, Deps } from "../deps";
import { type Issue, invalid, type UseCaseError } from "../errors";
import type { JsonObject } from "../json";
import { isKey, modeOfKey } from "../providers/key-mode";
import { err, ok, type Result } from "../result";
import type { GatewayFacts, GatewayGiven, GatewayKey } from "./gateway";

/** What a gateway becomes, and its config as its provider's own schema read it. */
export type Configured = { facts: GatewayFacts; config: unknown };

/** A change as it would be, or what is wrong with it, by the provider's own schema. Nothing is written. */
export function configured(
  deps: Deps,
  { type, mode }: Pick<GatewayKey, "type" | "mode">,
  before: GatewayFacts,
  given: GatewayGiven,
): Result<Configured, UseCaseError> {
  const strange = strangeKey(given.config, mode);
  if (strange !== null) {
    return err(invalid(`attributes.${strange}`, `is not a key of ${mode} mode, as the token is`));
  }
  const provider = deps.providers(type);
  const { settings, credentials } = divided(provider, before, given.config);
  const parsed = provider.configSchema.safeParse({
    ...settings,
    ...credentials,
    ...provider.environmentSettings(deps.settings.apiBases[type] ?? null),
  });
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      ({ path, message }): Issue => ({ path: `attributes.${path.join(".")}`, message }),
    );
    return err({ code: "invalid_input", issues });
  }
  const { config: _, isEnabled, ...values } = given;
  const disabledAt =
    isEnabled === undefined ? before.disabledAt : offSince(deps, before, isEnabled);
  const facts = { ...before, ...values, settings, credentials, disabledAt };
  return ok({ facts, config: parsed.data });
}

const offSince = (deps: Deps, { disabledAt }: GatewayFacts, isEnabled: boolean): Date | null =>
  isEnabled ? null : (disabledAt ?? deps.clock.now());

/** A live key in a test gateway would take real money for what is only tried out. */
const strangeKey = (config: JsonObject, mode: "test" | "live"): string | null =>
  Object.entries(config).find(
    ([, value]) => typeof value === "string" && isKey(value) && modeOfKey(value) !== mode,
  )?.[0] ?? null;

const withoutNulls = (settings: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));

function divided(
  { secretSettings }: AnyProvider,
  before: Pick<GatewayFacts, "settings" | "credentials">,
  given: JsonObject,
) {
  const isSecret = ([name]: [string, unknown]) => secretSettings.includes(name);
  const entries = Object.entries(given);
  const open = entries.filter((entry) => !isSecret(entry));
  return {
    // What is cleared is as if it had never been given: the provider's own schema says what is usual then.
    settings: withoutNulls({ ...before.settings, ...Object.fromEntries(open) }),
    credentials: { ...before.credentials, ...Object.fromEntries(entries.filter(isSecret)) },
  };
}
