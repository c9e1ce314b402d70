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

  const bodyOf = (attributes: object) => JSON.stringify({ data: { attributes } });

  it("is nothing when it is refused, however much it asked for, unless somebody outside was asked", () => {
    const values = sent({ body: bodyOf({ metadata: {}, _archive: true }) });
    expect(complaintsOfChanges(values, refused, [order("A")])).toHaveLength(1);
    const pays = sent({ body: bodyOf({ metadata: {}, _place: true }) });
    expect(complaintsOfChanges(pays, refused, [order("A")])).toHaveLength(1);
    const declined = answer(422, {
      errors: [error({ code: "PAYMENT_NOT_APPROVED_FOR_EXECUTION" })],
    });
    expect(complaintsOfChanges(pays, declined, [order("A")])).toEqual([]);
    expect(complaintsOfChanges(values, declined, [order("A")])).toHaveLength(1);
    const called = { table: "provider_calls", before: null, after: { id: "C" } };
    expect(complaintsOfChanges(pays, refused, [order("A"), called])).toEqual([]);
    const sku = { table: "skus", before: { id: "A" }, after: null };
    expect(complaintsOfChanges(pays, declined, [order("A"), sku])).toHaveLength(1);
  });

  it("of a row is what was sent and what follows from it", () => {
    const body = bodyOf({ metadata: {} });
    const row = { metadata: { a: 1 }, cart_url: "https://a.example", total_amount_cents: 1 };
    const changed = { ...row, metadata: {}, total_amount_cents: 2 };
    expect(complaintsOfRow(sent({ body }), row, changed)).toEqual([]);
    const more = { ...changed, cart_url: null };
    expect(complaintsOfRow(sent({ body }), row, more)).toHaveLength(1);
    expect(complaintsOfRow(sent({ body, path: "skus/A" }), row, changed)).toHaveLength(1);
  });

  it("by an action is what that action is known to do, in each form of an amount", () => {
    const before = { status: "placed", payment_status: "authorized", archived_at: null };
    const archives = sent({ body: bodyOf({ _archive: true }) });
    expect(complaintsOfRow(archives, before, { ...before, archived_at: "now" })).toEqual([]);
    expect(complaintsOfRow(archives, before, { ...before, status: "cancelled" })).toHaveLength(1);
    const notMeant = sent({ body: bodyOf({ _archive: false }) });
    expect(complaintsOfRow(notMeant, before, { ...before, archived_at: "now" })).toHaveLength(1);
    const refreshes = sent({ body: bodyOf({ _refresh_prices: true }) });
    const amounts = { total_amount_cents: 1, formatted_total_amount: "1", total_amount_float: 1 };
    const dearer = { total_amount_cents: 2, formatted_total_amount: "2", total_amount_float: 2 };
    expect(complaintsOfRow(refreshes, amounts, dearer)).toEqual([]);
  });
});
