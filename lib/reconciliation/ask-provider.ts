import type { Deps } from "../deps";
import type { ProviderReference } from "../ids";
import { configOf } from "../payments/provider-door";
import type { Gateway } from "../payments/store";
import type { ProviderError, ProviderPayment } from "../providers/provider";
import type { ListInput, PaymentPage } from "../providers/provider-list";
import { err, ok, type Result } from "../result";

/** What reconciliation may ask of a provider: nothing of it moves money. */
export type ProviderSide = {
  list(input: ListInput): Promise<Result<PaymentPage, ProviderError>>;
  /** Null: the provider knows no such payment. */
  retrieve(names: {
    paymentReference: string | null;
    ourReference: string | null;
  }): Promise<Result<ProviderPayment | null, ProviderError>>;
};

export type ProviderRefusal =
  /** The provider, or its gateway's protocol, has no way to list what it did. */
  { code: "not_offered"; provider: string } | { code: "gateway_unavailable"; detail: string };

const TRIES_MAX = 3;
const WAIT_MS = 1000;

export function openProviderSide(
  deps: Deps,
  gateway: Gateway,
): Result<ProviderSide, ProviderRefusal> {
  const provider = deps.providers(gateway.type);
  const { displayName, capabilities } = provider;
  if (!capabilities.list) return err({ code: "not_offered", provider: displayName });
  const config = provider.configSchema.safeParse(configOf(deps, gateway));
  if (!config.success) {
    const detail = `The settings of the gateway "${gateway.name}" are not complete.`;
    return err({ code: "gateway_unavailable", detail });
  }
  const call = () => ({
    config: config.data,
    signal: deps.clock.deadline(deps.settings.providerTimeoutMs),
    record: () => {},
  });
  const notListed = err({ code: "provider_rejected_request" as const, detail: "Not offered." });
  return ok({
    list: (input) =>
      patiently(deps, async () => (await provider.list?.(call(), input)) ?? notListed),
    retrieve: ({ paymentReference, ourReference }) => {
      const reference = paymentReference as ProviderReference | null;
      const lookup = { reference, ourReference: ourReference ?? "" };
      return patiently(deps, () => provider.retrieve(call(), lookup));
    },
  });
}

/** Asking is safe to repeat: a lost answer or a full provider ends a long run only when it stays so. */
async function patiently<T>(
  { clock }: Deps,
  ask: () => Promise<Result<T, ProviderError>>,
): Promise<Result<T, ProviderError>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask();
    if (answer.ok || tries === TRIES_MAX || !isPassing(answer.error)) return answer;
    await clock.sleep(WAIT_MS * tries);
  }
}

const isPassing = ({ code }: ProviderError): boolean =>
  code === "provider_indeterminate" || code === "provider_unreachable";
