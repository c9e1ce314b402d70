// One purchase whose money is about to be moved in one way: made ready, moved, and moved again by a client that got no answer.
import { type Answer, type ApiClient, documentOf, patching } from "../api";
import type { Cluster } from "../cluster";
import type { OrderLine } from "../ledger";
import { payableOrder, type SourceType } from "../orders";

export const KINDS = ["authorization", "capture", "void", "refund"] as const;
export type Kind = (typeof KINDS)[number];
export type TrialType = SourceType | "stripe_payments";
export const TYPES: readonly TrialType[] = [
  "external_payments",
  "checkout_com_payments",
  "stripe_payments",
];

type Intent = { id: string; secret: string; isConfirmed: boolean };
export type Trial = {
  orderId: string;
  kind: Kind;
  type: TrialType;
  /** Stripe's, once we have been told of it. */
  intent: Intent | null;
};

const NODE = 0;

/** What the order has come to when the money was moved. */
export const isDone = (
  { status, paymentStatus, unsettledCount }: OrderLine,
  kind: Kind,
): boolean => {
  if (unsettledCount > 0) return false;
  switch (kind) {
    case "authorization":
      return status === "placed" && paymentStatus === "authorized";
    case "capture":
      return paymentStatus === "paid";
    case "void":
      return status === "cancelled" && paymentStatus === "voided";
    case "refund":
      return paymentStatus === "refunded";
  }
};

/** An order that lacks nothing but the action; `until` waits for what earlier ones have come to. */
export async function prepare(
  cluster: Cluster,
  client: ApiClient,
  { kind, type }: Pick<Trial, "kind" | "type">,
  until: (orderId: string, kind: Kind) => Promise<void>,
): Promise<Trial> {
  const orderId =
    type === "stripe_payments"
      ? await payableOrder(cluster, client, { node: NODE, type: null })
      : await payableOrder(cluster, client, { node: NODE, type });
  const trial: Trial = { orderId, kind, type, intent: null };
  if (kind === "authorization") return trial;
  await must(cluster, client, { ...trial, kind: "authorization" });
  await until(orderId, "authorization");
  if (kind !== "refund") return trial;
  await must(cluster, client, { ...trial, kind: "capture" });
  await until(orderId, "capture");
  return trial;
}

async function must(cluster: Cluster, client: ApiClient, trial: Trial): Promise<void> {
  const answer = await act(cluster, client, trial);
  if (answer === null || answer.status >= 300) {
    throw new Error(`${trial.kind} with ${trial.type}: ${JSON.stringify(answer)}`);
  }
}

const ACTIONS = {
  authorization: { _place: true },
  capture: { _capture: true },
  void: { _cancel: true },
  refund: { _refund: true },
} as const satisfies Record<Kind, object>;

/** Asks for it, as often as one likes: null when no answer came. */
export async function act(
  cluster: Cluster,
  client: ApiClient,
  trial: Trial,
): Promise<Answer | null> {
  const { orderId, kind, type } = trial;
  if (kind === "authorization" && type === "stripe_payments") {
    trial.intent ??= await createIntent(client, orderId);
    if (!trial.intent) return null;
    if (!trial.intent.isConfirmed) await confirm(cluster, trial.intent);
  }
  return client.send(NODE, "PATCH", `orders/${orderId}`, patching(orderId, ACTIONS[kind]));
}

async function createIntent(client: ApiClient, orderId: string): Promise<Intent | null> {
  const made = await client.send(
    NODE,
    "POST",
    "stripe_payments",
    documentOf("stripe_payments", {}, orderId),
  );
  if (made?.status !== 201) return null;
  const { attributes } = (made.body as { data: { attributes: Record<string, string> } }).data;
  const { stripe_id: id, client_secret: secret } = attributes;
  return id && secret ? { id, secret, isConfirmed: false } : null;
}

/** What Stripe.js does in a browser, with a card that needs no bank. */
async function confirm({ sandboxUrl, demo }: Cluster, intent: Intent): Promise<void> {
  const answer = await fetch(`${sandboxUrl}/v1/payment_intents/${intent.id}/confirm`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${demo.gateways.stripe_gateways.publishable_key}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({
      client_secret: intent.secret,
      payment_method: "pm_card_visa",
      return_url: "http://localhost/thankyou",
    }),
  });
  if (!answer.ok) throw new Error(`Confirming ${intent.id}: ${await answer.text()}`);
  intent.isConfirmed = true;
}
