import { createHash, timingSafeEqual } from "node:crypto";
import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import type { ProviderReference } from "../ids";
import { err, ok, type Result } from "../result";
import { heard, isAdmitted } from "./circuit-door";
import type { PaymentSource } from "./payment-source";
import { doorTo } from "./provider-door";
import { syncAllOf } from "./refresh-payment";
import type { PaymentState } from "./store";

/** What a shopper's browser brought back. None of it is believed: the provider is asked. */
export type ReturnInput =
  | {
      provider: "checkout_com";
      /** Our own unguessable token; null where the client's own URL pointed here. */
      returnToken: string | null;
      sessionId: string | null;
    }
  | {
      provider: "stripe";
      returnToken: string | null;
      paymentIntent: string | null;
      clientSecret: string | null;
    };

/**
 * A shopper is back from the bank. Works without a cookie and however often it is called; which URL was hit decides
 * nothing. Answers the order's token, to lead on to the confirmation or back to the payment step.
 */
export async function completeReturn(
  deps: Deps,
  input: ReturnInput,
): Promise<Result<{ orderToken: string; isPlaced: boolean }, UseCaseError>> {
  const found = await findReturned(deps, input);
  if (!found) return err(notFound("payments", "return"));
  const { state, source } = found;
  const sessionId = input.provider === "checkout_com" ? input.sessionId : null;
  await syncAllOf(deps, state, { sourceId: source.id, sessionId });
  const fresh = await deps.payments.find({ orderId: state.order.id });
  const status = fresh?.order.status ?? state.order.status;
  return ok({
    orderToken: state.order.token,
    isPlaced: status === "placed" || status === "approved" || status === "editing",
  });
}

type Found = { state: PaymentState; source: PaymentSource } | null;

async function findReturned(deps: Deps, input: ReturnInput): Promise<Found> {
  if (input.returnToken) {
    const { returnToken } = input;
    const state = await deps.payments.find({ returnToken });
    const source = state?.sources.find((each) => each.returnToken === returnToken);
    return state && source ? { state, source } : null;
  }
  switch (input.provider) {
    case "stripe":
      return findByIntent(deps, input);
    case "checkout_com":
      return findBySession(deps, input.sessionId);
    default:
      throw new Error(`Unknown provider: ${input satisfies never}`);
  }
}

/** Without our token, knowing the intent is not enough: its secret must match. */
async function findByIntent(
  deps: Deps,
  input: { paymentIntent: string | null; clientSecret: string | null },
): Promise<Found> {
  if (!input.paymentIntent || !input.clientSecret) return null;
  for (const gateway of await deps.payments.listGateways("stripe_gateways")) {
    const lookup = { reference: input.paymentIntent as ProviderReference, ourReference: "" };
    const state = await deps.payments.find({ gatewayId: gateway.id, lookup });
    const source = state?.sources.find((each) => each.reference === lookup.reference);
    const secret = source?.attributes.client_secret;
    if (state && source && typeof secret === "string" && isSame(secret, input.clientSecret)) {
      return { state, source };
    }
  }
  return null;
}

/** A session leads to its payment only by asking; few installations have more than one such gateway. */
async function findBySession(deps: Deps, sessionId: string | null): Promise<Found> {
  if (!sessionId) return null;
  for (const gateway of await deps.payments.listGateways("checkout_com_gateways")) {
    const door = doorTo(deps, gateway);
    if (!door || !(await isAdmitted(deps, gateway, "question"))) continue;
    const lookup = { reference: sessionId as ProviderReference, ourReference: "" };
    const answer = await door.provider.retrieve(door.call(deps.ids.call()), lookup);
    const asked = await heard(deps, door, answer);
    if (!asked.ok || !asked.value) continue;
    const { reference } = asked.value;
    const state = await deps.payments.find({
      gatewayId: gateway.id,
      lookup: { reference, ourReference: asked.value.ourReference ?? "" },
    });
    const attempt = state?.transactions.find((each) => each.paymentReference === reference);
    const source = state?.sources.find((each) => each.id === attempt?.sourceId);
    if (state && source) return { state, source };
  }
  return null;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
