import { describe, expect, it } from "vitest";
import { isSameOrigin } from "./same-origin";

const sent = (headers: Record<string, string>) => isSameOrigin(new Headers(headers));

describe("isSameOrigin", () => {
  it("takes a form of our own page", () => {
    expect(sent({ origin: "http://localhost:3000", host: "localhost:3000" })).toBe(true);
  });
  it("takes the host that the proxy in front was asked for", () => {
    const headers = { origin: "https://shop.example", host: "10.0.0.7:3000" };
    expect(sent({ ...headers, "x-forwarded-host": "shop.example, inner" })).toBe(true);
  });
  it.each([
    ["no origin", {}],
    ["an opaque origin", { origin: "null" }],
    ["another port", { origin: "http://localhost:3001" }],
    ["another name of this machine", { origin: "http://127.0.0.1:3000" }],
    ["a name that only begins alike", { origin: "http://localhost:3000.evil.example" }],
    ["nonsense", { origin: "shop" }],
  ])("refuses %s", (_, headers) => {
    expect(sent({ host: "localhost:3000", ...headers })).toBe(false);
  });
  it("refuses where no host is told", () => {
    expect(sent({ origin: "http://localhost:3000" })).toBe(false);
  });
});
