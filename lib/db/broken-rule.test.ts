import { describe, expect, it } from "vitest";
import { brokenRuleOf } from "./broken-rule";

const wrapped = (originalCode: string, originalMessage: string) => ({
  code: "P2010",
  meta: { driverAdapterError: { cause: { originalCode, originalMessage } } },
});

describe("a broken rule of the database", () => {
  it("is told with its name, however deep the driver hides it", () => {
    const taken = 'duplicate key value violates unique constraint "skus_code_key"';
    expect(brokenRuleOf(wrapped("23505", taken))).toEqual({
      code: "unique",
      constraint: "skus_code_key",
    });
    const used = 'update or delete on table "skus" violates foreign key constraint "x_fkey" on y';
    expect(brokenRuleOf({ cause: wrapped("23503", used) })).toEqual({
      code: "foreign_key",
      constraint: "x_fkey",
    });
    const empty = 'null value in column "name" of relation "skus" violates not-null constraint';
    expect(brokenRuleOf(wrapped("23502", empty))).toMatchObject({
      code: "not_null",
      column: "name",
    });
  });

  it.each([[wrapped("57014", "cancelled")], [new TypeError("no")], [null], ["text"]])(
    "is not seen in anything else (%#)",
    (error) => {
      expect(brokenRuleOf(error)).toBeNull();
    },
  );
});
