import { describe, expect, it } from "vitest";
import { constant, joined, nothing, sql, statementOf } from "./sql";

describe("sql", () => {
  it("turns values into parameters and takes in other pieces, in order", () => {
    const inner = sql`t.mode = ${"test"} AND t.id = ${7}`;
    const column = constant('"a"');
    const whole = sql`SELECT ${column} FROM t WHERE ${"x"} = b AND (${inner})${nothing} LIMIT ${3}`;
    expect(statementOf(whole)).toEqual({
      text: 'SELECT "a" FROM t WHERE $1 = b AND (t.mode = $2 AND t.id = $3) LIMIT $4',
      values: ["x", "test", 7, 3],
    });
  });

  it("never puts a value into the text", () => {
    const { text, values } = statementOf(sql`a = ${"'; DROP TABLE orders; --"}`);
    expect(text).toBe("a = $1");
    expect(values).toEqual(["'; DROP TABLE orders; --"]);
  });

  it("joins pieces and values", () => {
    expect(statementOf(joined([sql`a ${1}`, sql`b`, sql`c ${2}`], " UNION ALL "))).toEqual({
      text: "a $1 UNION ALL b UNION ALL c $2",
      values: [1, 2],
    });
    expect(statementOf(sql`x IN (${joined(["p", "q"])})`)).toEqual({
      text: "x IN ($1, $2)",
      values: ["p", "q"],
    });
  });
});
