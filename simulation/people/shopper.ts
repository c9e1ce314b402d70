import { GATEWAY_TYPE_OF, type PaymentSourceType } from "@/lib/gateway-types";
import { completeReturn } from "@/lib/payments/complete-return";
import { totalWith } from "@/lib/payments/method-fee";
import { type PayOutcome, payOrder } from "@/lib/payments/pay-order";
import { refreshPayment } from "@/lib/payments/refresh-payment";
import { bankTypeOf } from "../bank/traits";
import type { Fiber } from "../engine/fiber";
import type { Nodes } from "../nodes";
import type { Visit } from "../plan";
import { methodIdOf, type World } from "../world";

type Checkout = Extract<Visit, { kind: "checkout" }>;
export type Order = { id: string; token: string };

const SHOPPER = { kind: "shopper", id: null } as const;
const LOOKS_MAX = 3;

/** Somebody with a browser and some cards, until the order is placed or they have had enough. */
export async function shop(
  world: World,
  nodes: Nodes,
  person: Fiber,
  { order, visit, name }: { order: Order; visit: Checkout; name: string },
): Promise<void> {
  for (let attempt = 0; attempt < visit.tries; attempt++) {
    await person.sleep(world.random.between(500, 20_000));
    const outcome = await press(world, nodes, person, { order, visit, name, attempt });
    const end = outcome && (await follow(world, nodes, person, { order, visit, outcome }));
    if (end === "placed" || end === "gone") return;
  }
}

type Press = { order: Order; visit: Checkout; name: string; attempt: number };

/** The pay button; pressed again where no answer came, and twice by the impatient. */
async function press(
  world: World,
  nodes: Nodes,
  person: Fiber,
  { order, visit, name, attempt }: Press,
): Promise<PayOutcome | null> {
  const card = visit.cards[attempt % visit.cards.length];
  const gateway = visit.gateways[attempt % visit.gateways.length];
  if (!card || !gateway) return null;
  // As on the page when it was opened.
  const state = world.database.orders.get(order.id);
  const shownTotalMinor = state ? totalWith(state, methodIdOf(gateway)) : 0;
  const send = (from: Fiber) =>
    nodes.request(from, SHOPPER, (deps) =>
      payOrder(deps, {
        token: order.token,
        paymentMethodId: methodIdOf(gateway),
        attributes: { card },
        shownTotalMinor,
        nonce: `${name}-${attempt}`,
      }),
    );
  world.tell(() => `${name} pays ${order.id} by ${gateway} with a card that is ${card}`);
  if (visit.isDouble) {
    world.scheduler.spawn(async (impatient) => {
      await impatient.sleep(world.random.between(0, 600));
      await send(impatient);
    });
  }
  const answer = (await send(person)) ?? (await send(person));
  return answer?.ok ? answer.value : null;
}

async function follow(
  world: World,
  nodes: Nodes,
  person: Fiber,
  { order, visit, outcome }: { order: Order; visit: Checkout; outcome: PayOutcome },
): Promise<"placed" | "gone" | "again"> {
  switch (outcome.kind) {
    case "placed":
      await look(nodes, person, order);
      return "placed";
    case "bank":
      return visitBank(world, nodes, person, { order, visit });
    case "checking":
      for (let looks = 0; looks < LOOKS_MAX; looks++) {
        await person.sleep(world.random.between(1_000, 30_000));
        await look(nodes, person, order);
      }
      return "again";
    case "declined":
    case "total_changed":
      return "again";
    case "not_editable":
      return "gone";
  }
}

/** The status page asks for news. */
const look = (nodes: Nodes, person: Fiber, { token }: Order) =>
  nodes.request(person, SHOPPER, (deps) => refreshPayment(deps, { token }));

/** The bank's page, and the way back. What the browser brings back is a hint at most. */
async function visitBank(
  world: World,
  nodes: Nodes,
  person: Fiber,
  { order, visit }: { order: Order; visit: Checkout },
): Promise<"gone" | "again"> {
  await person.sleep(world.random.between(2_000, 120_000));
  const source = world.database.orders.get(order.id)?.sources.at(-1);
  if (!source || visit.challenge === "abandon") return "gone";
  if (source.reference) {
    const bank = world.banks[bankTypeOf(GATEWAY_TYPE_OF[source.type as PaymentSourceType])];
    world.tell(() => `the shopper of ${order.id} ends the bank's page: ${visit.challenge}`);
    bank.answerChallenge(source.reference, visit.challenge);
  }
  if (!visit.comesBack) return "gone";
  await person.sleep(world.random.between(0, 2_000));
  const { returnToken } = source;
  const back = () =>
    nodes.request(person, SHOPPER, (deps) =>
      completeReturn(deps, { provider: "checkout_com", returnToken, sessionId: null }),
    );
  const returned = (await back()) ?? (await back());
  return returned?.ok && returned.value.isPlaced ? "gone" : "again";
}
