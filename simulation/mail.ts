import type { Deps } from "@/lib/deps";
import { applyWebhook } from "@/lib/webhooks/apply-webhook";
import { receiveWebhook } from "@/lib/webhooks/receive-webhook";
import type { BankEvent } from "./bank/ledger";
import { type SignedWebhook, signed } from "./bank/webhook";
import type { Nodes } from "./nodes";
import type { World } from "./world";

const SECRET = "whsec";
const DELIVERIES_MAX = 5;

/** Between a bank's event and our webhook address: late, twice, never, in any order, and sometimes not from the bank at all. */
export class Mail {
  readonly #world: World;
  readonly #nodes: Nodes;
  /** Events that never came: what only they could have told may stay unknown. */
  readonly lost = new Set<string>();

  constructor(world: World, nodes: Nodes) {
    this.#world = world;
    this.#nodes = nodes;
    world.post = (gatewayId, event) => this.#post(gatewayId, event);
  }

  #post(gatewayId: string, event: BankEvent): void {
    const { random, plan, scheduler, counts } = this.#world;
    const { lost, duplicated, late, tampered } = plan.webhooks;
    const deliver = (copy: BankEvent, isForged: boolean) => {
      const isLate = random.chance(late);
      if (isLate) counts.add("webhook late");
      const delayMs = isLate ? random.between(30_000, 900_000) : random.between(5, 4_000);
      scheduler.after(delayMs, () => this.#deliver(gatewayId, copy, { isForged, tries: 1 }));
    };
    if (random.chance(tampered)) deliver(this.#forge(event), true);
    if (random.chance(lost)) {
      counts.add("webhook lost");
      this.lost.add(event.reference);
      return;
    }
    deliver(event, false);
    if (!random.chance(duplicated)) return;
    counts.add("webhook duplicated");
    deliver(event, false);
  }

  /** Somebody who knows the address and an old event claims that more was taken. */
  #forge(event: BankEvent): BankEvent {
    this.#world.counts.add("webhook tampered");
    const outcome =
      event.outcome?.kind === "succeeded"
        ? { ...event.outcome, amount: { ...event.outcome.amount, amountMinor: 1 } }
        : event.outcome;
    return { ...event, id: `${event.id}x`, outcome };
  }

  #deliver(
    gatewayId: string,
    event: BankEvent,
    { isForged, tries }: { isForged: boolean; tries: number },
  ): void {
    const { scheduler, random } = this.#world;
    const again = () => {
      if (tries >= DELIVERIES_MAX) this.lost.add(event.reference);
      else
        scheduler.after(random.between(10_000, 120_000), () =>
          this.#deliver(gatewayId, event, { isForged, tries: tries + 1 }),
        );
    };
    const at = this.#nodes.any();
    if (at === null) {
      again();
      return;
    }
    const fiber = this.#nodes.start(at, { kind: "provider", id: gatewayId }, async (deps) => {
      const apply = await this.#receive(deps, gatewayId, event, isForged);
      if (apply && random.chance(0.7)) await applyWebhook(deps, apply);
    });
    scheduler.spawn(async (watcher) => {
      await watcher.join(fiber);
      if (!this.#isKept(gatewayId, event, isForged)) again();
    });
  }

  #isKept(gatewayId: string, event: BankEvent, isForged: boolean): boolean {
    return isForged || this.#world.inbox.get({ gatewayId, eventId: event.id }) !== undefined;
  }

  async #receive(deps: Deps, gatewayId: string, event: BankEvent, isForged: boolean) {
    const webhook = wire(event, this.#world.scheduler.nowMs, isForged);
    const received = await receiveWebhook(deps, {
      gatewayType: gatewayId.slice("gateway-".length),
      gatewayId,
      webhook: { ...webhook, receivedAt: deps.clock.now() },
    });
    if (isForged && received.ok) {
      this.#world.violate("signature", null, `The forged event ${event.id} was kept`);
    }
    if (!isForged && !received.ok) {
      this.#world.violate("signature", null, `${event.id} was refused: ${received.error.code}`);
    }
    const isNew = received.ok && received.value.isNew;
    return isNew && received.ok ? received.value.event : null;
  }
}

/** A forger does not know the secret. */
const wire = (event: BankEvent, nowMs: number, isForged: boolean): SignedWebhook =>
  signed(event, isForged ? "guessed" : SECRET, nowMs);
