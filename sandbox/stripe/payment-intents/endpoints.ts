import "./three-d-secure";
import { type Call, endpoint } from "../endpoint";
import { StripeError } from "../errors";
import { publicPaymentIntent } from "../objects/payment-intent";
import { CREATED, inRange, PAGE_FIELDS, paginate } from "../pagination";
import { parseParams, text, unmodelled } from "../params";
import { confirmIntent } from "./confirm";
import { createIntent } from "./create";
import { CONFIRM_FIELDS } from "./fields";
import { checkSecret, findIntent } from "./find";
import { cancelIntent, captureIntent } from "./finish";
import { searchIntents } from "./search";
import { updateIntent } from "./update";

const PATH = "/v1/payment_intents";
const ONE = `${PATH}/:id`;
const BROWSER = { publishable: true };

export const paymentIntentEndpoints = [
  endpoint("POST", PATH, "payment_intents.create", createIntent),
  endpoint("GET", PATH, "payment_intents.list", list),
  endpoint("GET", `${PATH}/search`, "payment_intents.search", searchIntents),
  endpoint("GET", ONE, "payment_intents.retrieve", retrieve, BROWSER),
  endpoint("POST", ONE, "payment_intents.update", updateIntent),
  endpoint("POST", `${ONE}/confirm`, "payment_intents.confirm", confirm, BROWSER),
  endpoint("POST", `${ONE}/capture`, "payment_intents.capture", captureIntent),
  endpoint("POST", `${ONE}/cancel`, "payment_intents.cancel", cancelIntent),
];

function list({ account, form }: Call): object {
  const fields = {
    ...PAGE_FIELDS,
    created: CREATED,
    customer: text(),
    customer_account: unmodelled,
  };
  const { created, customer, customer_account: _none, ...page } = parseParams(fields, form);
  const found = account.intents.list().filter((intent) => {
    return inRange(intent.created, created) && (customer == null || intent.customer === customer);
  });
  return paginate(PATH, found, page);
}

function retrieve(call: Call): object {
  const { client_secret: secret } = parseParams({ client_secret: text() }, call.form);
  const intent = findIntent(call, call.id);
  if (call.publishable || secret != null) checkSecret(intent, secret);
  return call.publishable ? publicPaymentIntent(intent) : intent;
}

function confirm(call: Call): object {
  const given = parseParams(CONFIRM_FIELDS, call.form);
  const intent = findIntent(call, call.id);
  if (!call.publishable) return confirmIntent(call, intent, given);
  checkSecret(intent, given.client_secret);
  try {
    return publicPaymentIntent(confirmIntent(call, intent, given));
  } catch (error) {
    // The browser's copy of a decline shows no more of the intent than its answers do.
    const decline = error instanceof StripeError ? error.body.payment_intent : undefined;
    if (!(error instanceof StripeError) || decline === undefined) throw error;
    const shown = publicPaymentIntent(findIntent(call, intent.id));
    throw new StripeError(error.status, { ...error.body, payment_intent: shown }, error.saved);
  }
}
