import { describe, expect, it } from "vitest";
import { checkMachine } from "./check-machine";

const ENDS = { initial: ["open"], ends: ["closed"] };
const SOUND = { open: ["waiting", "closed"], waiting: ["open", "closed"], closed: [] };

describe("a table of transitions", () => {
  it("is sound where every state is reached, and only the ends have no way out", () => {
    expect(checkMachine("A door", SOUND, ENDS)).toEqual([]);
  });

  it("is refused for a state that nothing leads to", () => {
    const table = { ...SOUND, open: ["closed"] };
    expect(checkMachine("A door", table, ENDS)).toEqual([
      'A door can never be "waiting": no transition leads there.',
    ]);
  });

  it("is refused for states that lead to each other only", () => {
    const table = { ...SOUND, lost: ["found"], found: ["lost", "closed"] };
    expect(checkMachine("A door", table, ENDS)).toHaveLength(2);
  });

  it("is refused for a state that cannot be left and is no end", () => {
    const table = { ...SOUND, waiting: [] };
    expect(checkMachine("A door", table, ENDS)).toEqual([
      'A door can never leave "waiting", which is not one of its ends.',
    ]);
  });

  it("is refused for an end that can be left, and for a state that it does not have", () => {
    const table = { ...SOUND, closed: ["ajar"] };
    expect(checkMachine("A door", table, ENDS)).toEqual([
      'A door names "ajar", which is no state of it.',
      'A door can leave "closed", which is one of its ends.',
    ]);
  });
});
