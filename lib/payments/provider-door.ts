import type { AnyProvider, Deps } from "../deps";
import type { IdempotencyKey, ProviderReference } from "../ids";
import type { JsonObject } from "../json";
import type {
  AuthorizeInput,
  ProviderAnswer,
  ProviderCall,
  ProviderTranscript,
} from "../providers/provider";
import { err } from "../result";
import { documentOfCall } from "./call-document";
import type { PaymentSource } from "./payment-source";
import type { Gateway, PayableOrder, ProviderCallRow, StoredTransaction } from "./store";

/** How use cases reach a provider: its config read, a deadline on the call, its exchanges kept. */
export type Door = {
  gateway: Gateway;
  provider: AnyProvider;
  config: unknown;
  call: (idempotencyKey: string) => ProviderCall<unknown>;
  transcripts: ProviderTranscript[];
};

/** Null when the gateway's stored settings do not pass the provider's schema: somebody must mend them in the admin. */
export function doorTo(deps: Deps, gateway: Gateway): Door | null {
  const provider = deps.providers(gateway.type);
  const config = provider.configSchema.safeParse(configOf(deps, gateway));
  if (!config.success) return null;
  const transcripts: ProviderTranscript[] = [];
  const call = (idempotencyKey: string): ProviderCall<unknown> => ({
    config: config.data,
    idempotencyKey: idempotencyKey as IdempotencyKey,
    signal: deps.clock.deadline(deps.settings.providerTimeoutMs),
    record: (transcript) => transcripts.push(transcript),
  });
  return { gateway, provider, config: config.data, call, transcripts };
}

/** The stored settings with what belongs to this installation: where the provider is. */
export const configOf = (deps: Deps, gateway: Gateway): JsonObject => ({
  ...gateway.config,
  ...deps.providers(gateway.type).environmentSettings(deps.settings.apiBases[gateway.type] ?? null),
});

export const wrongSettings = (gateway: Gateway): ProviderAnswer =>
  err({
    code: "provider_unauthorized",
    detail: `The settings of the gateway "${gateway.name}" are not complete.`,
  });

/** What a provider is told; built from stored values alone, so that a repeated call says the same. */
export async function authorizeInputOf(
  deps: Deps,
  from: {
    order: PayableOrder;
    source: PaymentSource;
    transaction: StoredTransaction;
    door: Door;
    call: ProviderCallRow;
  },
): Promise<AuthorizeInput<unknown>> {
  const { order, source, transaction, door, call } = from;
  const urls = returnUrlsOf(source);
  return {
    amount: source.amount,
    source: source.attributes,
    ourReference: transaction.ourReference ?? "",
    installationId: deps.settings.installationId,
    reference: continuedReference(door.provider, source),
    returnUrls: urls,
    receiptEmail: textOf(source.attributes.receipt_email) ?? order.email,
    document: await documentOfCall(deps, { door, source, call }),
  };
}

/** Only what a browser confirms is continued; every other authorization is a payment of its own. */
const continuedReference = (
  provider: AnyProvider,
  source: PaymentSource,
): ProviderReference | null => (provider.capabilities.clientConfirmation ? source.reference : null);

const textOf = (value: unknown): string | null =>
  typeof value === "string" && value ? value : null;

/** Stored on the source when it was made: given by the client, else our own with an unguessable token. */
export function returnUrlsOf(source: PaymentSource): { success: string; failure: string } {
  const success =
    textOf(source.attributes.success_url) ?? textOf(source.attributes.return_url) ?? "";
  return { success, failure: textOf(source.attributes.failure_url) ?? success };
}
