import { type ApiClient, documentOf, patching, placing } from "../api";
import type { Cluster } from "../cluster";
import { cardToken } from "../orders";
import { actInDashboard, endChallenge } from "./dashboards";
import type { Ledger } from "./ledger";
import { type ProviderName, type Story, storyAt } from "./stories";

/** Asks for 3DS. */
const CHALLENGED_CARD = "4543474002249996";
const CHALLENGED_METHOD = "pm_card_authenticationRequired";

export type StormOrder = { id: string; reference: string };

type Given = {
  cluster: Cluster;
  client: ApiClient;
  ledger: Ledger;
  provider: ProviderName;
  /** The order's place in its set: says what becomes of it. */
  at: number;
  /** Whether the shopper's browser comes back from the bank. */
  comesBack: boolean;
  templateId: string;
};

/** An order that is being paid, up to the last thing that people do about it. */
export async function makeOrder(given: Given): Promise<StormOrder> {
  const { cluster, client, ledger, provider, at } = given;
  const story = storyAt(provider, at);
  const { amountMinor } = story;
  const node = at % cluster.nodes.length;
  const id = await ledger.copyOrder(given.templateId, amountMinor);
  const { type, attributes } = await sourceFor(cluster, provider, story);
  await client.must(node, "POST", type, documentOf(type, attributes, id));
  await client.must(node, "PATCH", `orders/${id}`, placing(id));
  const { reference, actionUrl } = await attemptOf(given, id, story);
  if (story.challenge) {
    const back = await endChallenge(actionUrl, story.challenge);
    if (given.comesBack) await fetch(back, { redirect: "manual" });
  }
  for (const step of story.steps) {
    await actInDashboard(cluster, provider, { reference, amountMinor }, step);
  }
  return { id, reference };
}

const ASKED_AGAIN_MAX = 60;

/** On a busy machine the answer that names the bank's page may have come too late: then it is asked for, as clients do. */
async function attemptOf({ client, ledger }: Given, id: string, story: Story) {
  for (let turn = 1; ; turn++) {
    const attempt = await ledger.attemptOf(id);
    if (!story.challenge || attempt.actionUrl !== "") return attempt;
    if (turn > ASKED_AGAIN_MAX) throw new Error(`The order ${id} was never sent to its bank.`);
    await new Promise((done) => setTimeout(done, 500));
    await client.must(0, "PATCH", `orders/${id}`, patching(id, { _refresh: true }));
  }
}

/** An order with one thing in it, made as clients make them, for others to be copies of: it saves half of the requests. */
export async function makeTemplate(client: ApiClient): Promise<string> {
  const given = { currency_code: "EUR", customer_email: "storm@example.com" };
  const order = await client.must(0, "POST", "orders", documentOf("orders", given));
  const line = { name: "One thing", unit_amount_cents: 1_000, quantity: 1 };
  await client.must(0, "POST", "line_items", documentOf("line_items", line, order.id));
  return order.id;
}

async function sourceFor(cluster: Cluster, provider: ProviderName, story: Story) {
  switch (provider) {
    case "stripe":
      return {
        type: "stripe_payments",
        attributes: { options: { payment_method: CHALLENGED_METHOD } },
      };
    case "checkout_com": {
      const token = await cardToken(cluster, CHALLENGED_CARD);
      return { type: "checkout_com_payments", attributes: { payment_type: "token", token } };
    }
    case "external":
      return {
        type: "external_payments",
        attributes: { payment_source_token: story.token },
      };
  }
}
