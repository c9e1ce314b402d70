import { describe, expect, it } from "vitest";
import { externalConfigSchema } from "./config";

const problemsOf = (authorize_url: string, allow_loopback = false) =>
  externalConfigSchema
    .safeParse({ shared_secret: "s", authorize_url, allow_loopback })
    .error?.issues.map(({ path, message }) => [path[0], message]);

describe("the addresses of an external gateway", () => {
  it("that are none are told as such, once", () => {
    expect(problemsOf("bank")).toEqual([["authorize_url", "Invalid URL"]]);
    expect(problemsOf("")).toEqual([["authorize_url", "Invalid URL"]]);
  });
  it("are public and encrypted, unless this machine is meant", () => {
    expect(problemsOf("http://pay.example/")).toEqual([
      ["authorize_url", "The address must use https."],
    ]);
    expect(problemsOf("http://127.0.0.1:9/", true)).toBeUndefined();
  });
});
