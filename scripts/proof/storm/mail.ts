// Carries the sandbox's webhooks to the app in its place: in order and once each, or as a storm.
import { Agent, request } from "node:http";
import type { Random } from "@/simulation/engine/random";
import type { Cluster } from "../cluster";
import { type Delivery, FORGERIES, forgeryOf, type Message } from "./forge";
import type { ProviderName } from "./stories";

const POLL_MS = 40;
const TAKEN_MAX = 1_000;
const CONNECTIONS = 64;
const TURNS_MAX = 4;
const AGAIN_MS = 500;
const LATE_MS = { from: 4_000, to: 10_000 };
const SHUFFLED_MS = 3_000;

export type Weather = {
  duplicated: number;
  lost: number;
  tampered: number;
  late: number;
  /** A gateway that cannot be asked sends again what never arrived; the others' is never heard of. */
  isLostSentAgain: boolean;
};

export type MailCounts = {
  events: number;
  sent: number;
  duplicated: number;
  lost: number;
  tampered: number;
  refused: number;
  /** Sent once more: whether they had arrived nobody knows. */
  unanswered: number;
};

export class Mail {
  readonly counts: MailCounts = {
    events: 0,
    sent: 0,
    duplicated: 0,
    lost: 0,
    tampered: 0,
    refused: 0,
    unanswered: 0,
  };
  readonly complaints: string[] = [];
  /** The bodies of what never arrived. */
  readonly lost: string[] = [];
  readonly #cluster: Cluster;
  readonly #provider: ProviderName;
  readonly #random: Random;
  /** Null: in order, once each. */
  readonly #weather: Weather | null;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  /** In order: what the next event of a payment waits for. */
  readonly #last = new Map<string, Promise<void>>();
  #onItsWay = 0;
  #isOpen = true;
  #turns = 0;
  readonly #carrying: Promise<void>;

  constructor(
    cluster: Cluster,
    provider: ProviderName,
    { random, weather }: { random: Random; weather: Weather | null },
  ) {
    this.#cluster = cluster;
    this.#provider = provider;
    this.#random = random;
    this.#weather = weather;
    this.#carrying = this.#carry();
  }

  /** Nothing is on its way, and nothing was found in the box since this was called. */
  async empty(): Promise<void> {
    let turns = this.#turns;
    let events = this.counts.events;
    while (this.#turns < turns + 2 || this.#onItsWay > 0) {
      await pause(POLL_MS);
      if (events !== this.counts.events) {
        events = this.counts.events;
        turns = this.#turns;
      }
    }
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    await this.#carrying;
    this.#agent.destroy();
  }

  async #carry(): Promise<void> {
    while (this.#isOpen) {
      const { deliveries } = await this.#cluster.control<{ deliveries: Delivery[] }>(
        "POST",
        "deliveries/take",
        { provider: this.#provider, limit: TAKEN_MAX },
      );
      for (const delivery of deliveries) this.#post(delivery);
      this.#turns += 1;
      await pause(POLL_MS);
    }
  }

  #post(delivery: Delivery): void {
    this.counts.events += 1;
    if (this.#weather === null) {
      const key = /\b(?:pi|pay)_\w+/.exec(delivery.body)?.[0] ?? delivery.eventId;
      this.#onItsWay += 1;
      const before = this.#last.get(key) ?? Promise.resolve();
      const sent = before.then(() => this.#send(delivery));
      this.#last.set(
        key,
        sent.finally(() => {
          this.#onItsWay -= 1;
        }),
      );
      return;
    }
    const random = this.#random;
    const { lost, duplicated, tampered, isLostSentAgain } = this.#weather;
    if (random.chance(tampered)) this.#later(this.#forge(delivery), { isForged: true });
    if (random.chance(lost)) {
      this.counts.lost += 1;
      if (!isLostSentAgain) {
        this.lost.push(delivery.body);
        return;
      }
      this.#after(random.between(LATE_MS.from, LATE_MS.to), delivery, false);
    } else {
      this.#later(delivery, { isForged: false });
    }
    if (!random.chance(duplicated)) return;
    this.counts.duplicated += 1;
    this.#later(delivery, { isForged: false });
  }

  #forge(delivery: Delivery): Message {
    this.counts.tampered += 1;
    return FORGERIES[forgeryOf(delivery, this.#random)](delivery);
  }

  #later(message: Message, { isForged }: { isForged: boolean }): void {
    const random = this.#random;
    const isLate = random.chance(this.#weather?.late ?? 0);
    const ms = isLate ? random.between(LATE_MS.from, LATE_MS.to) : random.between(0, SHUFFLED_MS);
    this.#after(ms, message, isForged);
  }

  #after(ms: number, message: Message, isForged: boolean): void {
    this.#onItsWay += 1;
    setTimeout(() => {
      this.#send(message, isForged).finally(() => {
        this.#onItsWay -= 1;
      });
    }, ms);
  }

  async #send(message: Message, isForged = false): Promise<void> {
    let status = 0;
    // No answer: as its provider would, once more.
    for (let turn = 1; turn <= TURNS_MAX && status === 0; turn++) {
      if (turn > 1) {
        this.counts.unanswered += 1;
        await pause(AGAIN_MS);
      }
      status = await this.#statusOf(message);
    }
    if (isForged) {
      if (status === 400 || status === 401) this.counts.refused += 1;
      else this.complaints.push(`A tampered webhook was answered with ${status}: ${message.body}`);
      return;
    }
    this.counts.sent += 1;
    if (status === 200) return;
    this.complaints.push(`A webhook was answered with ${status}: ${message.body}`);
  }

  /** To one node and the other in turn. 0: no answer came. */
  #statusOf({ url, headers, body }: Message): Promise<number> {
    const nodes = this.#cluster.nodes;
    const node = nodes[this.counts.sent % nodes.length];
    return new Promise((done) => {
      const sending = request(
        `${node}${new URL(url).pathname}`,
        {
          method: "POST",
          agent: this.#agent,
          headers: { ...headers, "content-length": Buffer.byteLength(body) },
        },
        (answer) => {
          answer.resume();
          answer.once("end", () => done(answer.statusCode ?? 0));
          answer.once("error", () => done(0));
        },
      );
      sending.once("error", () => done(0));
      sending.end(body);
    });
  }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
