import type { Deps } from "../deps";
import { invalid, notFound, type UseCaseError } from "../errors";
import { GATEWAY_TYPE_OF } from "../gateway-types";
import type { ProviderReference } from "../ids";
import { isEditable } from "../orders/order-status";
import { err, ok, type Result } from "../result";
import { withBrowserSession } from "./browser-session";
import { sourceCreated } from "./decide-attempt";
import { isHeld, sourceOf } from "./deciding";
import { methodTaken } from "./method-fee";
import { type NewSourceInput, newSource } from "./new-source";
import type { PaymentSource } from "./payment-source";
import { runAttempt } from "./run-attempt";
import type { Decision, PaymentState } from "./store";

/**
 * Stores a payment source for an order; the newest is the order's. It authorizes nothing. Where a browser will confirm
 * the payment (Stripe), the intent is created or adopted, with its row written first.
 * Safe to repeat with the same `idempotencyKey`: answers the first source.
 */
export async function createPaymentSource(
  deps: Deps,
  input: Omit<NewSourceInput, "paymentMethodId"> & { orderId: string },
): Promise<Result<PaymentSource, UseCaseError>> {
  const state = await deps.payments.find({ orderId: input.orderId });
  if (!state) return err(notFound("orders", input.orderId));
  const repeated = input.idempotencyKey
    ? state.sources.find((source) => source.idempotencyKey === input.idempotencyKey)
    : undefined;
  if (repeated) return ok(repeated);
  const made = newSource(deps, state, { ...input, paymentMethodId: null });
  if (!made.ok) return made;
  const source = made.value;
  if (!deps.providers(GATEWAY_TYPE_OF[source.type]).capabilities.clientConfirmation) {
    const ready = await withBrowserSession(deps, state, source);
    return ready.ok ? storeOnly(deps, state, ready.value) : ready;
  }
  const held = await heldElsewhere(deps, source);
  if (held) return err(held);
  const attempt = await runAttempt(deps, {
    state,
    source,
    isNewSource: true,
    operation: "prepare",
    places: false,
  });
  if (!attempt.ok) return attempt;
  if (attempt.value.kind === "held") return err({ code: "attempt_running" });
  if (attempt.value.refusal) return err(attempt.value.refusal);
  const fresh = await deps.payments.find({ sourceId: source.id });
  const stored = fresh && sourceOf(fresh, source.id);
  return stored ? ok(stored) : err(notFound(source.type, source.id));
}

async function storeOnly(
  deps: Deps,
  state: PaymentState,
  source: PaymentSource,
): Promise<Result<PaymentSource, UseCaseError>> {
  const now = deps.clock.now();
  const decide = (fresh: PaymentState): Decision<PaymentSource, UseCaseError> => {
    const repeated = fresh.sources.find(
      (each) => source.idempotencyKey !== null && each.idempotencyKey === source.idempotencyKey,
    );
    if (repeated) return ok({ changes: [], value: repeated });
    if (!isEditable(fresh.order.status)) {
      return err({ code: "order_not_editable", status: fresh.order.status });
    }
    const taken = methodTaken(fresh, source.paymentMethodId, now);
    // As with every other edit: what somebody has paid, or is paying, costs what it did.
    const isRepriced = taken.more.length > 0;
    if (isRepriced && isHeld(fresh)) {
      return err({ code: "order_not_editable", status: fresh.order.status });
    }
    const { totalMinor, currency } = { ...fresh.order, ...taken.set };
    const value = { ...source, amount: { amountMinor: totalMinor, currency } };
    return ok({
      changes: [
        ...sourceCreated(value),
        { kind: "order_changed", set: { paymentSourceId: value.id, ...taken.set } },
        ...taken.more,
      ],
      value,
    });
  };
  return deps.payments.change(state, deps.by, now, decide);
}

/** An intent that a client made may be adopted by one order only. */
async function heldElsewhere(deps: Deps, source: PaymentSource): Promise<UseCaseError | null> {
  const stripeId = source.attributes.stripe_id;
  if (typeof stripeId !== "string") return null;
  const holder = await deps.payments.find({
    gatewayId: source.gatewayId,
    lookup: { reference: stripeId as ProviderReference, ourReference: "" },
  });
  return holder ? invalid("attributes.stripe_id", "is held by a payment already") : null;
}
