import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Json } from "@/lib/json";
import { JsonText } from "./json-text";

const htmlOf = (value: Json) => renderToStaticMarkup(<JsonText value={value} />);
const textOf = (value: Json) =>
  htmlOf(value)
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

describe("JSON as people read it", () => {
  it("is the JSON itself, indented", () => {
    const value = {
      amount: 4200,
      list: [1, "two", null, true],
      empty: {},
      none: [],
      nested: { a: 'b\n"' },
    };
    const text = textOf(value);
    expect(JSON.parse(text)).toEqual(value);
    expect(text.split("\n")[1]).toBe('  "amount": 4200,');
  });
  it("shows a block where something was cut out, alone and within a text", () => {
    expect(htmlOf({ token: "[redacted]" })).toContain('role="img" aria-label="redacted"');
    expect(textOf({ url: "https://x?key=[redacted]&y=1" })).toContain('"https://x?key=xxxxx&y=1"');
    expect(htmlOf("[redacted]")).not.toContain("[redacted]");
  });
  it("never becomes markup", () => {
    expect(htmlOf({ "<b>": "<script>" })).not.toMatch(/<script>|<b>/);
  });
  it("ends, however deep", () => {
    let deep: Json = 1;
    for (let i = 0; i < 40; i += 1) deep = [deep];
    expect(textOf(deep)).toContain("…");
  });
});
