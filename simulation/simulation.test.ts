import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GUARDS, without } from "../scripts/simulate/guards";
import { missedBy } from "./coverage";
import { Random } from "./engine/random";
import { Scheduler } from "./engine/scheduler";
import { planOfSeed, runSeed } from "./run-seed";
import { shrink } from "./shrink";

describe("the scheduler", () => {
  const open = () => new Scheduler(new Random(1), 0);

  it("does things by their time, and what comes at once in its turn", async () => {
    const scheduler = open();
    const done: string[] = [];
    for (const [ms, name] of [
      [30, "c"],
      [10, "a"],
      [10, "b"],
    ] as const) {
      scheduler.spawn(async (fiber) => {
        await fiber.sleep(ms);
        done.push(`${name}${scheduler.nowMs}`);
      });
    }
    await scheduler.run(() => true);
    expect(done).toEqual(["a10", "b10", "c30"]);
  });

  it("lets nothing happen after a kill, and tells whoever waited", async () => {
    const scheduler = open();
    const done: string[] = [];
    const killed = scheduler.spawn(async (fiber) => {
      await fiber.sleep(5);
      done.push("before");
      await fiber.sleep(50);
      done.push("never");
    });
    scheduler.spawn(async (fiber) => {
      await fiber.join(killed);
      done.push(`told at ${scheduler.nowMs}`);
    });
    scheduler.after(20, () => killed.kill());
    await scheduler.run(() => true);
    expect(done).toEqual(["before", "told at 20"]);
  });

  it("says when a fiber waits for something outside", async () => {
    const scheduler = open();
    scheduler.spawn(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
    await expect(scheduler.run(() => true)).rejects.toThrow("outside the simulation");
  });
});

describe("a seed", () => {
  it("replays to the byte", async () => {
    const [first, again] = [await runSeed(7, { tells: true }), await runSeed(7, { tells: true })];
    expect(first.story.length).toBeGreaterThan(10);
    expect(again).toEqual(first);
    expect((await runSeed(8, { tells: true })).story).not.toEqual(first.story);
  });

  it("gives the same run whether or not anybody reads along", async () => {
    const { story: _, ...told } = await runSeed(11, { tells: true });
    expect(await runSeed(11)).toMatchObject(told);
  });
});

describe("a violation", () => {
  it("is told by the shortest history that shows it", async () => {
    const plan = planOfSeed(3);
    const violation = { invariant: "I1", orderId: null, why: "for the test" };
    // Breaks wherever a merchant acts, and only there.
    const runOf: typeof runSeed = async (seed, options) => {
      const visits = options?.plan?.orders.flatMap((order) => order.visits) ?? [];
      const isBroken = visits.some(({ kind }) => kind === "merchant");
      return { ...(await runSeed(seed, options)), violation: isBroken ? violation : null };
    };
    const failed = await runOf(3, { plan });
    expect(failed.violation).toEqual(violation);
    const { run, plan: smallest } = await shrink(failed, plan, runOf);
    expect(run.violation).toEqual(violation);
    expect(smallest.orders.map(({ visits }) => visits.map(({ kind }) => kind))).toEqual([
      ["merchant"],
    ]);
    expect(smallest).toMatchObject({ crashes: [], faultRate: 0, outage: null, autoCapture: false });
  });
});

describe("a report", () => {
  it("says what was met too seldom", () => {
    expect(missedBy({ seeds: 100, steps: 100, counts: [] })).toHaveLength(1);
    expect(missedBy({ seeds: 100, steps: 30_000, counts: [] })).toEqual([]);
    const large = missedBy({ seeds: 10_000, steps: 3_000_000, counts: [["crash", 1_000]] });
    expect(large).toContain("fault slow: 0, at least 1000 wanted");
    expect(large).toContain("transaction requested → succeeded: never");
    expect(large.join()).not.toContain("crash");
  });
});

describe("the list of guards", () => {
  it.each(GUARDS.map((guard) => [guard.name, guard] as const))("knows where %s", (_, guard) => {
    const source = readFileSync(guard.path, "utf8");
    expect(without(guard, source)).not.toBe(source);
    expect(() => without(guard, "")).toThrow("not there once");
  });
});
