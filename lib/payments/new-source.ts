import type { Deps } from "../deps";
import type { UseCaseError } from "../errors";
import { invalid } from "../errors";
import { GATEWAY_TYPE_OF, type PaymentSourceType } from "../gateway-types";
import type { PaymentSourceId } from "../ids";
import { isJsonObject, type JsonObject } from "../json";
import { err, ok, type Result } from "../result";
import { gatewayOf } from "./deciding";
import { chargedBy } from "./method-fee";
import type { PaymentMethod } from "./payment-method";
import type { PaymentSource } from "./payment-source";
import { configOf } from "./provider-door";
import { refuseReturnUrls } from "./return-urls";
import type { Gateway, PaymentState } from "./store";

export type NewSourceInput = {
  type: PaymentSourceType;
  /** Chosen by the shopper; null: the order's, else the only one of this type. */
  paymentMethodId: string | null;
  /** What the client gave, in the API's names. */
  attributes: JsonObject;
  metadata?: JsonObject;
  reference?: string | null;
  referenceOrigin?: string | null;
  idempotencyKey: string | null;
};

/**
 * A payment source for what the order costs with its method, validated by its provider; nothing is stored yet.
 * The gateway is that of the chosen method, else of the order's, else of the only enabled method of that type.
 */
export function newSource(
  deps: Deps,
  state: PaymentState,
  input: NewSourceInput,
): Result<PaymentSource, UseCaseError> {
  const chosen = chooseMethod(state, input);
  if (!chosen.ok) return chosen;
  const { method, gateway } = chosen.value;
  const provider = deps.providers(GATEWAY_TYPE_OF[input.type]);
  const parsed = provider.sourceSchema.safeParse(input.attributes);
  if (!parsed.success) {
    return err({
      code: "invalid_input",
      issues: parsed.error.issues.map((issue) => ({
        path: `attributes.${issue.path.join(".")}`,
        message: issue.message,
      })),
    });
  }
  const given = isJsonObject(parsed.data) ? parsed.data : {};
  const refusedUrl = refuseReturnUrls(deps.settings, state.order.clientOrigins, given);
  if (refusedUrl) return err(refusedUrl);
  const { totalMinor } = chargedBy(state.order, method);
  const amount = { amountMinor: totalMinor, currency: state.order.currency };
  const refusal = provider.refuseAmount(amount);
  if (refusal) return err({ code: "amount_refused", refusal });

  const now = deps.clock.now();
  const returnToken = deps.ids.secret();
  const config = provider.configSchema.safeParse(configOf(deps, gateway));
  return ok({
    id: deps.ids.resource() as PaymentSourceId,
    type: input.type,
    orderId: state.order.id,
    gatewayId: gateway.id,
    paymentMethodId: method.id,
    mode: state.order.mode,
    reference: null,
    attributes: {
      ...provider.defaultReturnUrls(deps.settings.appUrl, returnToken),
      ...given,
      ...(config.success ? provider.publicAttributes(config.data) : {}),
    },
    instrument: null,
    amount,
    idempotencyKey: input.idempotencyKey,
    returnToken,
    metadata: input.metadata ?? {},
    clientReference: input.reference ?? null,
    referenceOrigin: input.referenceOrigin ?? null,
    createdAt: now,
    updatedAt: now,
  });
}

function chooseMethod(
  state: PaymentState,
  input: Pick<NewSourceInput, "type" | "paymentMethodId">,
): Result<{ method: PaymentMethod; gateway: Gateway }, UseCaseError> {
  const usable = state.methods.filter((method) => {
    const gateway = gatewayOf(state, method.gatewayId);
    return method.sourceType === input.type && method.isEnabled && gateway?.isEnabled === true;
  });
  const asked = input.paymentMethodId ?? state.order.paymentMethodId;
  const method =
    usable.find((each) => each.id === asked) ?? (usable.length === 1 ? usable[0] : null);
  const gateway = method ? gatewayOf(state, method.gatewayId) : null;
  if (input.paymentMethodId !== null && method?.id !== input.paymentMethodId) {
    return err(
      invalid("payment_method", "Choose one of the payment methods that this order offers."),
    );
  }
  if (method && gateway) return ok({ method, gateway });
  return err(
    usable.length === 0
      ? {
          code: "gateway_unavailable",
          detail: `No payment method for ${input.type} is enabled for this order's market and currency.`,
        }
      : invalid(
          "relationships.order",
          `Several payment methods take ${input.type}: set the order's payment_method first.`,
        ),
  );
}
