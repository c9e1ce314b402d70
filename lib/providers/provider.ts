import type { z } from "zod";
import type { GatewayType, PaymentSourceType } from "../gateway-types";
import type { IdempotencyKey, ProviderReference } from "../ids";
import type { JsonObject } from "../json";
import type { Money } from "../money/money";
import type { Result } from "../result";
import type { AmountChanging } from "./amount-change";
import type { BrowserSessions } from "./browser-session";
import type { PaidByHand } from "./by-hand";
import type { Decline } from "./decline";
import type { KeepingCards } from "./kept-card";
import type { ProviderEvent, RawWebhook, WebhookRejection } from "./provider-event";
import type { ListAnswer, ListInput } from "./provider-list";

export type CustomerAction =
  | { kind: "redirect"; url: string }
  | { kind: "client_confirmation"; clientSecret: string };

/** What a payment was made with, in the names of the API's `payment_instrument`. */
export type PaymentInstrument = {
  issuer_type: string;
  issuer: string | null;
  card_type: string | null;
  card_last_digits: string | null;
  card_expiry_month: number | null;
  card_expiry_year: number | null;
};

/** What the provider said of a payment beside its outcome. */
export type ProviderFacts = {
  /** Attributes of the payment source to set, in the names of the API (`source_id`, `charge_id`, …). Secret ones are told by `secretAttributes`. */
  attributes: JsonObject;
  instrument: PaymentInstrument | null;
};

/**
 * A decline is an outcome, not an error: the call worked and the answer was no.
 * `reference` is the payment (`pi_…`, `pay_…`); `transactionReference` this very transaction (`ch_…`, `act_…`).
 */
export type ProviderOutcome =
  | {
      kind: "succeeded";
      reference: ProviderReference;
      transactionReference: ProviderReference | null;
      amount: Money;
      /** Captured already at the provider: only adopted intents and dashboards do this. */
      capturedMinor: number;
      facts: ProviderFacts;
    }
  | {
      kind: "action_required";
      reference: ProviderReference;
      action: CustomerAction;
      facts: ProviderFacts;
    }
  | {
      kind: "pending";
      reference: ProviderReference;
      /** What accepted it will be known by (`act_…`, `re_…`, an external `action_id`). */
      transactionReference?: ProviderReference | null;
      facts: ProviderFacts;
    }
  | {
      kind: "declined";
      reference: ProviderReference | null;
      decline: Decline;
      facts: ProviderFacts;
    };

/** An error answers one question: may it have happened? */
export type ProviderError =
  | { code: "provider_unreachable"; detail: string } // No: it never left this machine.
  | { code: "provider_indeterminate"; detail: string } // Perhaps: ask, or repeat with the same key only.
  | { code: "provider_rejected_request"; detail: string; attribute?: string } // No: our bug, a used token, the merchant's configuration.
  | { code: "provider_unauthorized"; detail: string }; // No: wrong credentials.

/** One HTTP exchange as it may be stored: secrets and card data already cut out. */
export type ProviderTranscript = {
  request: { method: string; path: string; body: JsonObject | null };
  answer: { status: number; body: JsonObject | null } | null;
};

export type ProviderCall<Config> = {
  config: Config;
  idempotencyKey: IdempotencyKey;
  signal: AbortSignal;
  /** Told of every HTTP exchange, scrubbed; the store keeps it with the call's row. */
  record(transcript: ProviderTranscript): void;
};

export type ProviderAnswer = Result<ProviderOutcome, ProviderError>;

export type Capabilities = {
  partialCapture: boolean;
  multipleCaptures: boolean;
  partialRefund: boolean;
  webhooks: boolean;
  /** The provider can be asked about one payment. */
  retrieve: boolean;
  list: boolean;
  /** Creating a payment source creates something at the provider that a browser will confirm (Stripe's intent). */
  clientConfirmation: boolean;
  /** A payment that waits for the shopper can be cancelled there. */
  cancelActionRequired: boolean;
  /** The request carries the payment source as a JSON:API document. */
  needsDocument: boolean;
  /** The money moves where no program looks: an answer is the word of whoever asks, so nothing may be asked for without a person. */
  byHand?: true;
};

/** Why an amount cannot be sent: below or above the provider's limits, or off its grain (KWD's last digit). */
export type AmountRefusal =
  | { code: "amount_too_small"; minimumMinor: number }
  | { code: "amount_too_large"; maximumMinor: number }
  | { code: "amount_off_grain"; grainMinor: number }
  | { code: "currency_unsupported" };

/** A payment by the provider's own id, by ours, or both. */
export type PaymentLookup = { reference: ProviderReference | null; ourReference: string };

export type AuthorizeInput<Source> = {
  amount: Money;
  source: Source;
  /** `<order id>-<attempt>`: what the payment can be looked up by. */
  ourReference: string;
  /** This installation's id: tells our payments from those of the merchant's other systems. */
  installationId: string;
  /** Set when the payment exists already (Stripe's prepared intent). */
  reference: ProviderReference | null;
  returnUrls: { success: string; failure: string };
  receiptEmail: string | null;
  /** The JSON:API document of the source; null unless `capabilities.needsDocument`. */
  document: JsonObject | null;
};

export type OperationInput = {
  /** The payment (`pi_…`, `pay_…`, an external transaction token). */
  payment: ProviderReference;
  amount: Money;
  /** That of the payment. */
  ourReference: string;
  /** What this very capture, void or refund is called by us; at most 50 characters. */
  operationReference: string;
  document: JsonObject | null;
};

/** One capture, void or refund as the provider lists it. */
export type ProviderOperation = {
  kind: "capture" | "void" | "refund";
  /** The provider's id of it: the `transactionReference` of the answer that accepted it. */
  reference: ProviderReference;
  /** What we called it; null: it is not ours (a dashboard's). Absent where the provider does not carry our name for it. */
  ourReference?: string | null;
  amountMinor: number;
  status: "pending" | "succeeded" | "declined";
};

/** Everything a provider knows of one payment of ours. */
export type ProviderPayment = {
  reference: ProviderReference;
  /** As we sent it; null for payments of other systems. */
  ourReference: string | null;
  installationId: string | null;
  amount: Money;
  authorization: ProviderOutcome;
  capturedMinor: number;
  refundedMinor: number;
  voided: boolean;
  /** Those that can end after they were accepted, where the provider lists them; tells a declined one from a late one. */
  operations?: readonly ProviderOperation[];
};

/**
 * One payment service, spoken to over HTTP. Stateless: reads no database, knows no order,
 * decides no status. Amounts are minor units in and minor units out. Nothing here throws for
 * what a provider may answer; only a bug throws.
 */
export interface PaymentProvider<Config, Source>
  extends AmountChanging<Config>,
    BrowserSessions<Config>,
    PaidByHand<Config>,
    KeepingCards {
  readonly gatewayType: GatewayType;
  readonly sourceType: PaymentSourceType;
  readonly displayName: string;
  readonly capabilities: Capabilities;
  /** Credentials and settings of a gateway row, joined into one object. */
  readonly configSchema: z.ZodType<Config>;
  /** Names within Config that are credentials, stored encrypted. */
  readonly secretSettings: readonly string[];
  /** What a client or the checkout may give when it creates a source; strict. */
  readonly sourceSchema: z.ZodType<Source>;
  /** Attributes of a source that are stored encrypted (`token`, `client_secret`, `customer_token`). */
  readonly secretAttributes: readonly string[];
  /** What `sourceSchema` knows: to pick it from a stored source, which holds more. */
  readonly sourceAttributes: readonly string[];
  /** For how long a call may be repeated under its key without acting twice; null: never. */
  repeatWindowHours(config: Config): number | null;
  /**
   * What the place adds to a gateway's own settings: the sandbox's address while it is in use, null for everything real.
   */
  environmentSettings(sandboxUrl: string | null): JsonObject;
  /** Our own return URLs, for a source whose client gave none; with an unguessable token that finds the source again. */
  defaultReturnUrls(appUrl: string, returnToken: string): JsonObject;
  /** What the browser may know of the gateway (`public_key`, …), set on each new source. */
  publicAttributes(config: Config): JsonObject;

  /** Null when the amount can be sent as it is; never rounds. */
  refuseAmount(amount: Money): AmountRefusal | null;
  /**
   * Creates what a browser will confirm, or adopts what the client made (`stripe_id`): the answer is `action_required`
   * with a client secret, or whatever state an adopted payment is in. Takes no money. Only with `clientConfirmation`.
   */
  prepare(call: ProviderCall<Config>, input: AuthorizeInput<Source>): Promise<ProviderAnswer>;
  /** Asks for the money, without capture. With `reference` it continues what was prepared. */
  authorize(call: ProviderCall<Config>, input: AuthorizeInput<Source>): Promise<ProviderAnswer>;
  capture(call: ProviderCall<Config>, input: OperationInput): Promise<ProviderAnswer>;
  void(call: ProviderCall<Config>, input: OperationInput): Promise<ProviderAnswer>;
  refund(call: ProviderCall<Config>, input: OperationInput): Promise<ProviderAnswer>;
  /** Null when the provider knows no such payment. Resolves `pending`, `action_required` and `indeterminate`. */
  retrieve(
    call: Omit<ProviderCall<Config>, "idempotencyKey">,
    lookup: PaymentLookup,
  ): Promise<Result<ProviderPayment | null, ProviderError>>;
  /** Pages of the payments that were taken in a period, others' too. With the capability `list`, and only then. */
  list?(call: Pick<ProviderCall<Config>, "config" | "signal">, input: ListInput): ListAnswer;
  /** Ends a payment that waits for the shopper. Only with `cancelActionRequired`; succeeded means it can never be approved. */
  cancel(call: ProviderCall<Config>, input: OperationInput): Promise<ProviderAnswer>;
  /** Asks for nothing in particular: whether the credentials are right. Absent where there is nobody to ask. */
  check?(
    call: Pick<ProviderCall<Config>, "config" | "signal">,
  ): Promise<Result<null, ProviderError>>;
  /** Registers our webhook address at the provider, replacing an earlier one of the same URL; answers the signing secret. */
  registerWebhook(
    call: Omit<ProviderCall<Config>, "record">,
    url: string,
  ): Promise<Result<{ id: string; secret: string }, ProviderError>>;
  /** Verifies the signature over the raw bytes first; only then parses. */
  parseWebhook(config: Config, webhook: RawWebhook): Result<ProviderEvent, WebhookRejection>;
  /** Reads an event whose signature was verified when it was kept. Null when it is not one. */
  readEvent(body: Uint8Array): ProviderEvent | null;
}
