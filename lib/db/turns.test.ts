import { describe, expect, it } from "vitest";
import { Turns } from "./turns";

const soon = () => new Promise((done) => setTimeout(done, 10));

describe("turns", () => {
  it("lets work begin at once while there is room", async () => {
    expect(await new Turns(() => 1).take()).toBe(true);
  });

  it("lets those who wait begin in their order, as many as there is room for", async () => {
    let spare = 0;
    const turns = new Turns(() => spare);
    const begun: string[] = [];
    for (const name of ["a", "b", "c"]) {
      turns.take().then(() => {
        begun.push(name);
        spare -= 1;
      });
    }
    await soon();
    expect(begun).toEqual([]);
    spare = 2;
    await soon();
    expect(begun).toEqual(["a", "b"]);
    spare = 1;
    await soon();
    expect(begun).toEqual(["a", "b", "c"]);
  });

  it("lets nobody pass who comes later", async () => {
    let spare = 0;
    const turns = new Turns(() => spare);
    const begun: string[] = [];
    const first = turns.take().then(() => begun.push("first"));
    spare = 1;
    const second = turns.take().then(() => begun.push("second"));
    await Promise.all([first, second]);
    expect(begun).toEqual(["first", "second"]);
  });

  it("refuses, at once, when too many wait", async () => {
    let spare = 0;
    const turns = new Turns(() => spare);
    const waiting = Array.from({ length: 5_000 }, () => turns.take());
    expect(await turns.take()).toBe(false);
    spare = 5_000;
    expect((await Promise.all(waiting)).every(Boolean)).toBe(true);
  });
});
