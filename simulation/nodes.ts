import type { Actor, Deps } from "@/lib/deps";
import { depsOn } from "./app";
import type { Fiber } from "./engine/fiber";
import type { World } from "./world";

type Node = { isUp: boolean; fibers: Set<Fiber> };
export type By = Omit<Actor, "traceId">;

/** The app's processes. Each request or job is a fiber on one of them, and dies with it. */
export class Nodes {
  readonly #world: World;
  readonly #nodes: readonly Node[] = [
    { isUp: true, fibers: new Set() },
    { isUp: true, fibers: new Set() },
  ];
  /** Told when a process has started again. */
  onStart: (node: number) => void = () => {};

  constructor(world: World) {
    this.#world = world;
  }

  /** As `kill -9` of one process: everything in it is gone, what was committed or sent is not. */
  crash(at: number, downMs: number): void {
    const node = this.#nodes[at];
    if (!node?.isUp) return;
    this.#world.counts.add("crash");
    this.#world.tell(() => `node ${at} is killed, with ${node.fibers.size} at work`);
    node.isUp = false;
    for (const fiber of node.fibers) fiber.kill();
    node.fibers.clear();
    this.#world.scheduler.after(downMs, () => {
      node.isUp = true;
      this.onStart(at);
    });
  }

  /** A node that is up, by chance; null where none is. */
  any(): number | null {
    const up = this.#nodes.flatMap(({ isUp }, at) => (isUp ? [at] : []));
    return up.length > 0 ? this.#world.random.pick(up) : null;
  }

  /** Starts work on a node. */
  start(at: number, by: By, work: (deps: Deps, fiber: Fiber) => Promise<void>): Fiber {
    const node = this.#nodes[at];
    if (!node?.isUp) throw new Error("This node is down.");
    const fiber = this.#world.scheduler.spawn(async (own) => {
      try {
        await work(depsOn(this.#world, own, by), own);
      } catch (error) {
        this.thrown(error);
      }
      node.fibers.delete(own);
    });
    node.fibers.add(fiber);
    return fiber;
  }

  /** No use case may throw for anything that can happen here. */
  thrown(error: unknown): void {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#world.violate("thrown", null, why);
  }

  /**
   * A person's request, on whichever node takes it. Null: no answer came, because the node died or none was there. The
   * person does not know whether it was done.
   */
  async request<T>(person: Fiber, by: By, work: (deps: Deps) => Promise<T>): Promise<T | null> {
    const at = this.any();
    if (at === null) {
      await person.sleep(this.#world.random.between(500, 3_000));
      return null;
    }
    let answer: T | null = null;
    const fiber = this.start(at, by, async (deps) => {
      answer = await work(deps);
    });
    await person.join(fiber);
    return answer;
  }
}
