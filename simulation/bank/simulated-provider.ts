import { z } from "zod";
import { SOURCE_TYPE_OF } from "@/lib/gateway-types";
import type { JsonObject } from "@/lib/json";
import type { AmountChange, AmountChanging } from "@/lib/providers/amount-change";
import { type AmountRules, refuseAmountBy } from "@/lib/providers/amount-rules";
import type {
  AuthorizeInput,
  Capabilities,
  OperationInput,
  PaymentLookup,
  PaymentProvider,
  ProviderAnswer,
  ProviderCall,
  ProviderError,
  ProviderPayment,
} from "@/lib/providers/provider";
import { err, ok, type Result } from "@/lib/result";
import type { BankRequest } from "./bank";
import { type BankPayment, CARDS, type OperationKind, paymentOf } from "./bank-payment";
import type { BankReply } from "./ledger";
import type { BankTraits } from "./traits";
import { parseWebhook, readEvent } from "./webhook";

export const configSchema = z.object({
  secret_key: z.string(),
  /** `nowhere`: an address where nobody listens. */
  address: z.enum(["bank", "nowhere"]).default("bank"),
  webhook_secret: z.string().default("whsec"),
  webhook_secret_previous: z.string().nullable().default(null),
});
export type SimulatedConfig = z.infer<typeof configSchema>;

export const sourceSchema = z.strictObject({
  card: z.enum(CARDS).optional(),
  receipt_email: z.string().optional(),
});
export type SimulatedSource = z.infer<typeof sourceSchema>;

type Call = ProviderCall<SimulatedConfig>;
type ChangeAmount = NonNullable<AmountChanging<SimulatedConfig>["changeAmount"]>;
type Asking = Omit<Call, "idempotencyKey">;

/** The road to a bank: what is said and what comes back, with everything that may go wrong in between. */
export type Line = {
  send(
    gateway: SimulatedConfig,
    key: string,
    request: BankRequest,
  ): Promise<Result<BankReply, ProviderError>>;
  ask(
    gateway: SimulatedConfig,
    lookup: PaymentLookup,
  ): Promise<Result<BankPayment | null, ProviderError>>;
  secretOf(payment: BankPayment): string;
};

/** Every whole amount of minor units, up to the widest that the product knows. */
const AMOUNTS: AmountRules = { exponents: {}, grains: {}, minimums: {}, maximum: 99_999_999_999 };

/** The provider port over a simulated bank. It passes the contract that every real provider passes. */
export class SimulatedProvider implements PaymentProvider<SimulatedConfig, SimulatedSource> {
  readonly configSchema = configSchema;
  readonly sourceSchema = sourceSchema;
  readonly secretSettings = ["secret_key", "webhook_secret", "webhook_secret_previous"];
  readonly secretAttributes: readonly string[] = [];
  readonly sourceAttributes = ["card", "receipt_email"];
  readonly displayName: string;
  readonly gatewayType;
  readonly sourceType;
  readonly capabilities: Capabilities;
  readonly parseWebhook = parseWebhook;
  readonly readEvent = readEvent;
  readonly paymentAttributes: readonly string[] = [];
  readonly changeAmount?: ChangeAmount;
  readonly #traits: BankTraits;
  readonly #line: Line;

  constructor(traits: BankTraits, line: Line) {
    this.#traits = traits;
    this.#line = line;
    this.displayName = `Simulated bank by the rules of ${traits.gatewayType}`;
    this.gatewayType = traits.gatewayType;
    this.sourceType = SOURCE_TYPE_OF[traits.gatewayType];
    // Elsewhere a new source is the way.
    if (traits.clientConfirmation) this.changeAmount = this.#changeAmount;
    this.capabilities = {
      partialCapture: true,
      multipleCaptures: false,
      partialRefund: true,
      webhooks: true,
      retrieve: traits.retrieve,
      list: false,
      clientConfirmation: traits.clientConfirmation,
      cancelActionRequired: traits.cancelActionRequired,
      needsDocument: traits.needsDocument,
    };
  }

  repeatWindowHours = (): number | null => this.#traits.repeatWindowHours;
  environmentSettings = (): JsonObject => ({});
  defaultReturnUrls = (): JsonObject => ({});
  publicAttributes = (): JsonObject => ({});
  refuseAmount: PaymentProvider<SimulatedConfig, SimulatedSource>["refuseAmount"] = (amount) =>
    refuseAmountBy(AMOUNTS, amount);

  prepare = (call: Call, input: AuthorizeInput<SimulatedSource>): Promise<ProviderAnswer> =>
    this.#authorize(call, "prepare", input);

  authorize = (call: Call, input: AuthorizeInput<SimulatedSource>): Promise<ProviderAnswer> =>
    this.#authorize(call, "authorize", input);

  capture = (call: Call, input: OperationInput): Promise<ProviderAnswer> =>
    this.#operate(call, "capture", input);
  void = (call: Call, input: OperationInput): Promise<ProviderAnswer> =>
    this.#operate(call, "void", input);
  refund = (call: Call, input: OperationInput): Promise<ProviderAnswer> =>
    this.#operate(call, "refund", input);
  cancel = (call: Call, input: OperationInput): Promise<ProviderAnswer> =>
    this.#operate(call, "cancel", input);

  retrieve = async (
    { config, signal, record }: Asking,
    lookup: PaymentLookup,
  ): Promise<Result<ProviderPayment | null, ProviderError>> => {
    const refused = refuse(config, signal);
    const found = refused ? err(refused) : await this.#line.ask(config, lookup);
    record(transcriptOf("GET", "/payments", found.ok ? 200 : null));
    if (!found.ok) return found;
    return ok(found.value && paymentOf(found.value, this.#line.secretOf(found.value)));
  };

  registerWebhook = async (): Promise<Result<{ id: string; secret: string }, ProviderError>> =>
    ok({ id: "endpoint", secret: "whsec" });

  #changeAmount: ChangeAmount = async (call, input) => {
    const rest = { operationReference: "", document: null };
    const answer = await this.#send(call, { operation: "change_amount", ...input, ...rest });
    if (!answer.ok) return answer;
    const changed: AmountChange = {
      isChanged: answer.value.kind === "action_required",
      outcome: answer.value,
    };
    return ok(changed);
  };

  #authorize(
    call: Call,
    operation: "prepare" | "authorize",
    input: AuthorizeInput<SimulatedSource>,
  ): Promise<ProviderAnswer> {
    const { amount, ourReference, installationId, reference, returnUrls } = input;
    const card = input.source.card ?? null;
    const { document } = input;
    const told = { amount, card, ourReference, installationId, reference, returnUrls, document };
    return this.#send(call, { operation, ...told });
  }

  #operate(
    call: Call,
    operation: OperationKind | "cancel",
    { payment, amount, operationReference, document }: OperationInput,
  ): Promise<ProviderAnswer> {
    return this.#send(call, { operation, payment, amount, operationReference, document });
  }

  async #send(call: Call, request: BankRequest): Promise<ProviderAnswer> {
    const { config, idempotencyKey, signal, record } = call;
    const refused = refuse(config, signal);
    const sent = refused ? err(refused) : await this.#line.send(config, idempotencyKey, request);
    record(transcriptOf("POST", `/${request.operation}`, sent.ok ? 200 : null));
    return sent.ok ? answerOf(sent.value) : sent;
  }
}

function refuse(config: SimulatedConfig, signal: AbortSignal): ProviderError | null {
  if (config.address === "nowhere" || signal.aborted) {
    return { code: "provider_unreachable", detail: "Nobody listens there." };
  }
  if (config.secret_key === "stranger") {
    return { code: "provider_unauthorized", detail: "The key is not known." };
  }
  return null;
}

function answerOf(reply: BankReply): ProviderAnswer {
  switch (reply.kind) {
    case "outcome":
      return ok(reply.outcome);
    case "rejected":
      return err({ code: "provider_rejected_request", detail: reply.detail });
    case "error":
      return err({ code: "provider_indeterminate", detail: "The provider answered 500." });
  }
}

const transcriptOf = (method: string, path: string, status: number | null) => ({
  request: { method, path, body: null },
  answer: status === null ? null : { status, body: null },
});
