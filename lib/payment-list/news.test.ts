import { describe, expect, it } from "vitest";
import { News, type NewsRow } from "./news";

/** A history, a clock that is moved by hand, and how often the history was asked. */
function world() {
  const rows: NewsRow[] = [];
  const errors: unknown[] = [];
  let nowMs = 0;
  let reads = 0;
  let fails = false;
  let wake: (() => void) | null = null;
  const clock = {
    now: () => new Date(nowMs),
    deadline: () => new AbortController().signal,
    sleep: (ms: number) =>
      new Promise<void>((done) => {
        wake = () => {
          nowMs += ms;
          done();
        };
      }),
  };
  const news = new News(
    {
      newest: async () =>
        rows.map(({ sequence }) => sequence).sort((a, b) => Number(b - a))[0] ?? 0n,
      read: async (after, limit) => {
        reads += 1;
        if (fails) throw new Error("gone");
        return rows
          .filter(({ sequence }) => sequence > after)
          .sort((a, b) => Number(a.sequence - b.sequence))
          .slice(0, limit);
      },
    },
    clock,
    (error) => errors.push(error),
  );
  const settle = () => new Promise<void>((done) => setImmediate(done));
  return {
    news,
    errors,
    add: (sequence: number) => rows.push({ sequence: BigInt(sequence), orderId: `o${sequence}` }),
    fail: (isFailing: boolean) => {
      fails = isFailing;
    },
    reads: () => reads,
    /** One pause of the reader. */
    pass: async () => {
      await settle();
      wake?.();
      await settle();
    },
  };
}

const listenTo = (news: News) => {
  const heard: string[] = [];
  return { heard, stop: news.listen((orderIds) => heard.push(...orderIds)) };
};

describe("news of payments", () => {
  it("tells what is written from now on, once, to everybody, with one reading for all", async () => {
    const { news, add, pass, reads } = world();
    add(1);
    const [one, two] = [listenTo(news), listenTo(news)];
    await pass();
    const before = reads();
    add(2);
    add(3);
    await pass();
    await pass();
    expect([one.heard, two.heard]).toEqual([
      ["o2", "o3"],
      ["o2", "o3"],
    ]);
    expect(reads() - before).toBe(2);
  });

  it("finds what was committed late under a smaller number", async () => {
    const { news, add, pass } = world();
    add(10);
    const { heard } = listenTo(news);
    await pass();
    add(12);
    await pass();
    add(11);
    add(9);
    await pass();
    expect(heard).toEqual(["o12", "o9", "o11"]);
  });

  it("does not read the same again and again: after ten seconds a number is over", async () => {
    const { news, add, pass } = world();
    add(10);
    const { heard } = listenTo(news);
    for (let pause = 0; pause < 7; pause++) await pass();
    add(5);
    await pass();
    expect(heard).toEqual([]);
  });

  it("asks nothing while nobody listens, and begins anew with the next", async () => {
    const { news, add, pass, reads } = world();
    const first = listenTo(news);
    await pass();
    first.stop();
    await pass();
    const before = reads();
    await pass();
    expect(reads()).toBe(before);
    add(1);
    const second = listenTo(news);
    await pass();
    add(2);
    await pass();
    expect(second.heard).toEqual(["o2"]);
    expect(first.heard).toEqual([]);
  });

  it("goes on after the database was away", async () => {
    const { news, add, pass, fail, errors } = world();
    const { heard } = listenTo(news);
    await pass();
    fail(true);
    add(1);
    await pass();
    fail(false);
    await pass();
    expect(heard).toEqual(["o1"]);
    expect(errors).toHaveLength(1);
  });
});
