// What people do at the providers themselves: the shopper on the bank's page, the merchant in the dashboard.
import type { Cluster } from "../cluster";
import type { ProviderName, Step } from "./stories";

type Payment = { reference: string; amountMinor: number };

/** Ends the bank's page. Answers where it sends the shopper's browser. */
export async function endChallenge(url: string, outcome: string): Promise<string> {
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ outcome, webhook: "before" }),
    redirect: "manual",
  });
  const back = answer.headers.get("location");
  if (answer.status !== 303 || back === null) throw new Error(`The bank's page: ${answer.status}`);
  return back;
}

export async function actInDashboard(
  cluster: Cluster,
  provider: ProviderName,
  payment: Payment,
  step: Step,
): Promise<void> {
  if (provider === "stripe") await actAtStripe(cluster, payment, step);
  else if (provider === "checkout_com") await actAtCheckoutCom(cluster, payment, step);
  else throw new Error("An external gateway has no dashboard.");
}

const minorOf = (payment: Payment, percent: number): number =>
  Math.max(1, Math.floor((payment.amountMinor * percent) / 100));

async function actAtStripe(cluster: Cluster, payment: Payment, step: Step): Promise<void> {
  const { secret_key } = cluster.demo.gateways.stripe_gateways;
  const intent = `payment_intents/${payment.reference}`;
  const [path, form] =
    step.do === "void"
      ? [`${intent}/cancel`, {}]
      : step.do === "capture"
        ? [`${intent}/capture`, { amount_to_capture: minorOf(payment, step.percent) }]
        : [
            "refunds",
            { payment_intent: payment.reference, amount: minorOf(payment, step.percent) },
          ];
  const body = new URLSearchParams(Object.entries(form).map(([name, value]) => [name, `${value}`]));
  await send(`${cluster.sandboxUrl}/v1/${path}`, secret_key, { body });
}

async function actAtCheckoutCom(cluster: Cluster, payment: Payment, step: Step): Promise<void> {
  const { secret_key } = cluster.demo.gateways.checkout_com_gateways;
  const at = `${cluster.sandboxUrl}/payments/${payment.reference}`;
  const isPartOfCapture = step.do === "capture" && step.percent < 100;
  const body = {
    ...(step.do === "void" ? {} : { amount: minorOf(payment, step.percent) }),
    ...(isPartOfCapture ? { capture_type: "NonFinal" } : {}),
  };
  const done = await send(`${at}/${step.do}s`, secret_key, {
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  await processed(at, secret_key, done.action_id);
}

/** Checkout.com accepts at once and decides a moment later; what follows needs the decision. */
async function processed(at: string, key: string, actionId: string): Promise<void> {
  for (let turn = 0; turn < 100; turn++) {
    await new Promise((done) => setTimeout(done, 60));
    const actions = await fetch(`${at}/actions`, { headers: { authorization: `Bearer ${key}` } });
    const list = (await actions.json()) as { id: string; response_code?: string }[];
    if (list.find(({ id }) => id === actionId)?.response_code !== undefined) return;
  }
  throw new Error(`${actionId} was never decided.`);
}

async function send(
  url: string,
  key: string,
  given: { body: URLSearchParams | string; headers?: Record<string, string> },
): Promise<{ action_id: string }> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, ...given.headers },
    body: given.body,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`);
  return JSON.parse(text);
}
