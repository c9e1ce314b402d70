import { describe, expect, it } from "vitest";
import { readFieldsMessage } from "./hosted-message";

const read = (message: unknown) => readFieldsMessage(message, "n1");
const sent = (rest: object) => ({ source: "kassa-fields", nonce: "n1", ...rest });

describe("readFieldsMessage", () => {
  it("reads both kinds of token", () => {
    const stripe = { kind: "confirmation_token", id: "ctoken_1" };
    const checkoutCom = { kind: "token", token: "tok_1" };
    expect(read(sent({ type: "result", result: stripe }))).toEqual({
      type: "result",
      token: stripe,
    });
    expect(read(sent({ type: "result", result: checkoutCom }))).toEqual({
      type: "result",
      token: checkoutCom,
    });
  });
  it("keeps a height within reason", () => {
    expect(read(sent({ type: "height", height: 99_999 }))).toEqual({ type: "height", height: 800 });
    expect(read(sent({ type: "height", height: -1 }))).toEqual({ type: "height", height: 60 });
  });
  it.each([
    ["another nonce", { source: "kassa-fields", nonce: "n2", type: "ready" }],
    ["another sender", { source: "kassa-checkout", nonce: "n1", type: "ready" }],
    ["no object", "ready"],
    ["nothing", null],
    ["an unknown type", sent({ type: "pay" })],
    ["a token without an id", sent({ type: "result", result: { kind: "confirmation_token" } })],
    ["a token of an unknown kind", sent({ type: "result", result: { kind: "card", id: "4242" } })],
    ["a height that is no number", sent({ type: "height", height: "1e9" })],
  ])("is deaf to %s", (_, message) => {
    expect(read(message)).toBeNull();
  });
});
