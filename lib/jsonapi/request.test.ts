import { describe, expect, it } from "vitest";
import { readQuery } from "./query-string";
import { findResource } from "./registry";
import { MEDIA_TYPE, readBody, refuseAccept } from "./request";

const post = (body: BodyInit, type: string | null = MEDIA_TYPE) =>
  new Request("http://localhost/api/orders", {
    method: "POST",
    body,
    headers: type === null ? {} : { "content-type": type },
  });
const statusOf = async (request: Request) => {
  const read = await readBody(request);
  return read.ok ? "ok" : read.error.status;
};
const document = (attributes: object) => JSON.stringify({ data: { type: "orders", attributes } });

describe("readBody", () => {
  it("gives the resource object", async () => {
    expect(await readBody(post(document({ a: 1 })))).toEqual({
      ok: true,
      value: { type: "orders", attributes: { a: 1 } },
    });
  });

  it.each(["application/json", "text/plain", `${MEDIA_TYPE}; charset=utf-8`, "*/*"])(
    "refuses the media type %s",
    async (type) => expect(await statusOf(post(document({}), type))).toBe("415"),
  );

  it("takes JSON:API's own parameters", async () => {
    const type = `${MEDIA_TYPE}; ext="https://jsonapi.example/ext"`;
    expect(await statusOf(post(document({}), type))).toBe("ok");
  });

  it.each([
    ["broken JSON", "{"],
    ["nothing", ""],
    ["a list", "[]"],
    ["a text", '"data"'],
    ["no data", "{}"],
    ["a list of resources", '{"data":[]}'],
    ["a NUL in a text", '{"data":{"type":"orders\\u0000"}}'],
    ["half a character", '{"data":{"type":"\\ud800"}}'],
    ["half a character in a name", '{"data":{"\\udc00":1}}'],
    ["thirty levels", `{"data":${'{"a":'.repeat(30)}1${"}".repeat(30)}}`],
    ["a hundred thousand levels", `{"data":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
  ])("answers 400 to %s", async (_, body) => expect(await statusOf(post(body))).toBe("400"));

  it("answers 400 to bytes that are no text", async () => {
    expect(await statusOf(post(new Uint8Array([0x22, 0xff, 0x22])))).toBe("400");
  });

  it("reads 256 KiB and no more, whatever length is declared", async () => {
    const filled = (bytes: number) => document({ a: "x".repeat(bytes) });
    expect(await statusOf(post(filled(262_144 - document({ a: "" }).length)))).toBe("ok");
    expect(await statusOf(post(filled(262_145 - document({ a: "" }).length)))).toBe("413");
  });
});

describe("refuseAccept", () => {
  it.each([
    [null, true],
    ["*/*", true],
    ["application/*;q=0.5", true],
    [MEDIA_TYPE, true],
    [`text/html, ${MEDIA_TYPE};q=0.9`, true],
    ["application/json", false],
    ["text/html", false],
    [`${MEDIA_TYPE}; charset=utf-8`, false],
  ])("takes Accept: %s: %s", (accept, taken) => {
    const headers = new Headers(accept === null ? {} : { accept });
    expect(refuseAccept(headers)?.status).toBe(taken ? undefined : "406");
  });
});

describe("readQuery", () => {
  const orders = findResource("orders");
  const read = (query: string, isList = false) => {
    if (!orders) throw new Error("orders");
    return readQuery(orders, new URLSearchParams(query), { isList });
  };

  it("reads include paths of up to three levels", () => {
    const result = read("include=market,line_items.item,line_items.order.customer");
    expect(result.ok && result.value.include.map(({ name }) => name)).toEqual([
      "market",
      "line_items",
    ]);
  });

  it.each([
    ["include=nothing", "include"],
    ["include=line_items.nothing", "include"],
    ["include=somewhere", "include"],
    ["include=order.order.order.order", "include"],
    ["include=constructor", "include"],
    ["page[size]=26", "page[size]"],
    ["page[size]=0", "page[size]"],
    ["page[number]=x", "page[number]"],
    ["filter[number_eq]=1", "filter[number_eq]"],
    ["filter[q][number_eq]=%00", "filter[q][number_eq]"],
  ])("refuses %s with the parameter's name", (query, parameter) => {
    const result = read(query, true);
    expect(!result.ok && result.error).toMatchObject({ status: "400", source: { parameter } });
  });

  it.each(["filter[q][number_eq]=1", "sort=-created_at", "page[after]=x"])(
    "takes %s for lists only",
    (query) => {
      expect(read(query).ok).toBe(false);
      expect(read(query, true).ok).toBe(true);
    },
  );
});
