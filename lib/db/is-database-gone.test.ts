import { describe, expect, it } from "vitest";
import { isDatabaseGone } from "./is-database-gone";

const wrapped = (cause: object) => ({ code: "P2010", meta: { driverAdapterError: { cause } } });

describe("a database that is gone", () => {
  it.each([
    ["the driver's connection ended", new Error("Connection terminated unexpectedly")],
    ["nobody listens", wrapped({ kind: "DatabaseNotReachable" })],
    ["it is shutting down", wrapped({ originalCode: "57P01" })],
    ["it is starting up", wrapped({ originalCode: "57P03" })],
    ["an error within an error", new Error("read", { cause: new Error("read ECONNRESET") })],
  ])("is told by: %s", (_name, error) => {
    expect(isDatabaseGone(error)).toBe(true);
  });

  it.each([
    ["a broken rule", wrapped({ originalCode: "23505", kind: "UniqueConstraintViolation" })],
    ["a statement that was cancelled", wrapped({ originalCode: "57014" })],
    ["a bug", new TypeError("x is not a function")],
    ["no error at all", null],
  ])("is not told by: %s", (_name, error) => {
    expect(isDatabaseGone(error)).toBe(false);
  });
});
