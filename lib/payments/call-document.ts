import type { AnyProvider, Deps } from "../deps";
import type { JsonObject } from "../json";
import { liveAttemptOf } from "./deciding";
import type { PaymentSource } from "./payment-source";
import type { PaymentState, ProviderCallRow } from "./store";

/** A document made beforehand, and the version of the order that it speaks of. */
export type ToldAhead = { version: number; document: JsonObject };

/**
 * What a call carries beside its request; null where the provider needs nothing of the kind. Made once and kept before it is
 * sent: names, addresses and counters change, and a gateway that honours keys refuses other bytes under the same key.
 */
export async function documentOfCall(
  deps: Deps,
  {
    provider,
    source,
    call,
  }: { provider: AnyProvider; source: PaymentSource; call: ProviderCallRow },
): Promise<JsonObject | null> {
  if (!provider.capabilities.needsDocument) return null;
  return call.document ?? deps.payments.keepDocument(call.id, await deps.documentOf(source.id));
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
  return { version: state.order.version, document: await deps.documentOf(source.id) };
}
