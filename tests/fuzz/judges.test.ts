import { describe, expect, it } from "vitest";
import type { Case } from "./case";
import { complaintsOfErrors } from "./errors";
import { complaintsOfChanges, complaintsOfRow } from "./traces";

const sent = (more: Partial<Case> = {}): Case => ({
  kind: "update",
  method: "PATCH",
  path: "orders/AAAAAAAAAA",
  query: [],
  headers: {},
  caller: "integration",
  body: '{"data":{"type":"orders","attributes":{"a/b":1}}}',
  ...more,
});
const answer = (status: number, body: object) => ({ status, headers: new Headers(), body });
const error = (more: object = {}) => ({
  title: "is not a permitted attribute",
  detail: "a/b - is not a permitted attribute",
  code: "VALIDATION_ERROR",
  source: { pointer: "/data/attributes/a~1b" },
  status: "422",
  ...more,
});
const errors = (more: object, of = sent()) =>
  complaintsOfErrors(of, answer(422, { errors: [error(more)] }));

describe("an error document", () => {
  it("is right when it is whole and leads into the request", () => {
    expect(errors({})).toEqual([]);
    expect(errors({ source: undefined })).toEqual([]);
  });

  it.each([
    ["no detail", { detail: "" }],
    ["another status", { status: "400" }],
    ["a pointer that is not escaped", { source: { pointer: "/data/attributes/a/b" } }],
    ["a pointer out of the document", { source: { pointer: "/meta" } }],
    ["a parameter that was not sent", { source: { parameter: "sort" } }],
    ["a header that means nothing", { source: { header: "X-Any" } }],
    ["a member of its own", { stack: "at line 1" }],
  ])("is wrong with %s", (_, more) => {
    expect(errors(more)).toHaveLength(1);
  });
});

describe("what a request wrote", () => {
  const order = (id: string, more: object = {}) => ({
    table: "orders",
    before: { id, version: 1 },
    after: { id, version: 2, ...more },
  });
  const done = answer(200, { data: {} });
  const refused = answer(422, { errors: [error()] });

  it("is nothing for a GET, or when it is refused for one value", () => {
    expect(complaintsOfChanges(sent({ method: "GET" }), done, [order("A")])).toHaveLength(1);
    expect(complaintsOfChanges(sent(), refused, [order("A")])).toHaveLength(1);
    expect(complaintsOfChanges(sent(), refused, [])).toEqual([]);
  });

  it("is one order, and never what is set up", () => {
    expect(complaintsOfChanges(sent(), done, [order("A")])).toEqual([]);
    expect(complaintsOfChanges(sent(), done, [order("A"), order("B")])).toHaveLength(1);
    const sku = { table: "skus", before: { id: "A" }, after: null };
    expect(complaintsOfChanges(sent(), done, [sku])).toHaveLength(1);
  });

  it("of a row is what was sent and what follows from it", () => {
    const body = '{"data":{"attributes":{"metadata":{}}}}';
    const row = { metadata: { a: 1 }, cart_url: "https://a.example", total_amount_cents: 1 };
    const changed = { ...row, metadata: {}, total_amount_cents: 2 };
    expect(complaintsOfRow(sent({ body }), row, changed)).toEqual([]);
    const more = { ...changed, cart_url: null };
    expect(complaintsOfRow(sent({ body }), row, more)).toHaveLength(1);
    expect(complaintsOfRow(sent({ body, path: "skus/A" }), row, changed)).toHaveLength(1);
  });
});
