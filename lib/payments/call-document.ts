import type { AnyProvider, Deps } from "../deps";
import type { JsonObject } from "../json";
import { gatewayOf, liveAttemptOf } from "./deciding";
import type { PaymentSource } from "./payment-source";
import type { Gateway, PaymentState, ProviderCallRow } from "./store";

/** A document made beforehand, and the version of the order that it speaks of. */
export type ToldAhead = { version: number; document: JsonObject };

/**
 * What a call carries beside its request; null where the provider needs nothing of the kind. Made once and kept before it is
 * sent: names, addresses and counters change, and a gateway that honours keys refuses other bytes under the same key.
 */
export async function documentOfCall(
  deps: Deps,
  {
    door,
    source,
    call,
  }: {
    door: { provider: AnyProvider; gateway: Gateway };
    source: PaymentSource;
    call: ProviderCallRow;
  },
): Promise<JsonObject | null> {
  if (!door.provider.capabilities.needsDocument) return null;
  const make = () => deps.documentOf(source.id, includesOf(door.gateway));
  return call.document ?? deps.payments.keepDocument(call.id, await make());
}

/** What the gateway asked to be told beside the source; null: what is usual. */
function includesOf({ config }: Gateway): readonly string[] | null {
  const { external_includes: paths } = config;
  return Array.isArray(paths) ? paths.map(String) : null;
}

/**
 * The document of an attempt that is about to begin, so that it is written in one commit with the call. Null where it cannot
 * be read yet (the source is new), is not needed, or nothing is likely to begin.
 */
export async function tellAhead(
  deps: Deps,
  input: { state: PaymentState; source: PaymentSource; provider: AnyProvider },
): Promise<ToldAhead | null> {
  const { state, source, provider } = input;
  if (!provider.capabilities.needsDocument || liveAttemptOf(state)) return null;
  const gateway = gatewayOf(state, source.gatewayId);
  const document = await deps.documentOf(source.id, gateway && includesOf(gateway));
  return { version: state.order.version, document };
}
