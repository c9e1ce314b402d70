import { describe, expect, it } from "vitest";
import { readOrigins } from "./api-client";

describe("a client's sites", () => {
  it("stand one a line, each once", () => {
    const text = "https://shop.example\nhttps://www.shop.example/ https://shop.example";
    const origins = ["https://shop.example", "https://www.shop.example"];
    expect(readOrigins(text)).toEqual({ origins, wrong: null });
    expect(readOrigins("  \n")).toEqual({ origins: [], wrong: null });
  });

  it.each([
    "shop.example",
    "http://shop.example",
    "https://shop.example/cart",
    "https://shop.example?x=1",
    "javascript:alert(1)",
  ])("are addresses of sites: %s is named", (wrong) => {
    expect(readOrigins(`https://good.example\n${wrong}`).wrong).toBe(wrong);
  });

  it("may be this machine while one builds", () => {
    expect(readOrigins("http://localhost:5173").wrong).toBeNull();
  });
});
