import { checkAmount, checkCurrency } from "../currencies";
import type { Call } from "../endpoint";
import { invalidParameter } from "../errors";
import { emit } from "../events";
import { buildPaymentIntent } from "../objects/payment-intent";
import { parseParams, required } from "../params";
import { confirmIntent, methodFromParams } from "./confirm";
import { CREATE_FIELDS, describingChanges, sharedChanges } from "./fields";

/**
 * POST /v1/payment_intents. With `confirm` a decline answers 402, and the intent exists all the
 * same.
 */
export function createIntent(call: Call): object {
  const given = parseParams(CREATE_FIELDS, call.form);
  const amount = required(given.amount, "amount");
  const currency = checkCurrency(required(given.currency, "currency"));
  checkAmount(amount, currency);
  const confirm = given.confirm === true;
  if (!confirm) refuseConfirmOnly(given);
  const automatic = given.automatic_payment_methods;
  const method = confirm ? null : methodFromParams(call, given);
  const intent = buildPaymentIntent(call, {
    amount,
    currency,
    ...describingChanges(call, given),
    ...sharedChanges(null, given),
    metadata: given.metadata ?? {},
    ...(automatic == null
      ? {}
      : {
          automatic_payment_methods: {
            enabled: required(automatic.enabled, "automatic_payment_methods[enabled]"),
            allow_redirects: automatic.allow_redirects ?? "always",
          },
        }),
    ...(given.confirmation_method == null
      ? {}
      : { confirmation_method: given.confirmation_method }),
    ...(given.on_behalf_of == null ? {} : { on_behalf_of: given.on_behalf_of }),
    payment_method: method?.id ?? null,
    status: method === null ? "requires_payment_method" : "requires_confirmation",
  });
  call.account.intents.put(intent.id, intent);
  const secrets = { challengeId: null, returnUrl: null, expiryTaskId: null };
  call.account.secrets.put(intent.id, { id: intent.id, ...secrets });
  emit(call, "payment_intent.created", intent);
  return confirm ? confirmIntent(call, intent, given) : intent;
}

/** Parameters that only make sense together with `confirm`. */
function refuseConfirmOnly(given: Record<string, unknown>): void {
  const alone = [
    "confirmation_token",
    "error_on_requires_action",
    "mandate_data",
    "off_session",
    "return_url",
    "use_stripe_sdk",
  ].find((name) => given[name] !== undefined);
  if (alone === undefined) return;
  const message = [
    `The parameter \`${alone}\` cannot be passed when creating a PaymentIntent`,
    "unless `confirm` is set to true.",
  ].join(" ");
  throw invalidParameter(alone, message);
}
