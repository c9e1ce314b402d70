/** `/_control/disputes`: a cardholder contests a payment, and how that ends, at either provider. */
import {
  DISPUTE_STEPS,
  moveDispute as moveCheckoutCom,
  openDispute as openCheckoutCom,
} from "../checkout-com/disputes";
import { findAnyPayment } from "../checkout-com/records";
import type { Context } from "../core/context";
import { type Handler, jsonObject, type SandboxResponse } from "../core/http";
import { openAccount, type Work } from "../stripe/account";
import {
  moveDispute as moveStripe,
  openDispute as openStripe,
  type DisputeStep as StripeStep,
} from "../stripe/disputes";

const ok = (body: object): SandboxResponse => ({ status: 200, body });
const none = (what: string): SandboxResponse => ({
  status: 404,
  body: { error: `There is no such ${what}.` },
});

/** `{payment: "pi_…" | "pay_…", reason?}`. */
export const openDispute: Handler = (request, context) => {
  const body = jsonObject(request);
  const paymentId = typeof body?.payment === "string" ? body.payment : "";
  const reason = typeof body?.reason === "string" ? body.reason : undefined;
  const account = context.book.list({ reference: paymentId })[0]?.account;
  if (account === undefined) return none("payment");
  const id = paymentId.startsWith("pay_")
    ? atCheckoutCom(context, paymentId, reason)
    : atStripe(context, { account, paymentId, reason });
  if (id === null) return none("payment");
  return ok({ id });
};

function atCheckoutCom(context: Context, paymentId: string, reason?: string): string | null {
  const payment = findAnyPayment(context, paymentId);
  return payment && openCheckoutCom(context, payment, reason).id;
}

const workOf = (context: Context, account: string): Work => ({
  context,
  account: openAccount(context, account),
  request: null,
});

function atStripe(
  context: Context,
  given: { account: string; paymentId: string; reason: string | undefined },
): string | null {
  const work = workOf(context, given.account);
  const charge = work.account.charges
    .list()
    .find((each) => each.payment_intent === given.paymentId && each.captured);
  return charge === undefined ? null : openStripe(work, charge, given.reason).id;
}

/** `{step: "submit" | "win" | "lose" | "cancel"}`; Stripe has no cancelled disputes. */
export const moveDispute: Handler = (request, context) => {
  const id = request.params.id ?? "";
  const step = jsonObject(request)?.step;
  if (typeof step !== "string" || !isStep(step)) {
    return { status: 422, body: { error: "step is submit, win, lose or cancel." } };
  }
  const moved = id.startsWith("dsp_")
    ? moveCheckoutCom(context, { id, step })
    : step === "cancel"
      ? null
      : moveAtStripe(context, id, step);
  if (moved !== null) return ok({ id });
  return { status: 409, body: { error: "There is no such dispute, or it is decided." } };
};

const isStep = (step: string): step is keyof typeof DISPUTE_STEPS =>
  Object.hasOwn(DISPUTE_STEPS, step);

const ACCOUNT_OF_DISPUTES = /^stripe\/(.+)\/disputes$/;

/** Also one that a test card opened by itself: whose account it is in, the collections tell. */
function moveAtStripe(context: Context, id: string, step: StripeStep) {
  for (const name of context.store.names()) {
    const account = ACCOUNT_OF_DISPUTES.exec(name)?.[1];
    if (account === undefined || context.store.get(name, id) === undefined) continue;
    return moveStripe(workOf(context, account), id, step);
  }
  return null;
}
