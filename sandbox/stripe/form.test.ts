import { describe, expect, it } from "vitest";
import { StripeError } from "./errors";
import { canonicalForm, decodeForm, type FormValue } from "./form";
import {
  boolean,
  hash,
  integer,
  list,
  mergeMetadata,
  metadata,
  oneOf,
  parseParams,
  required,
  text,
  unmodelled,
} from "./params";

function plain(value: FormValue): unknown {
  if (typeof value === "string") return value;
  return Object.fromEntries([...value].map(([key, entry]) => [key, plain(entry)]));
}

const refusal = (work: () => unknown): Partial<StripeError["body"]> => {
  try {
    work();
  } catch (error) {
    if (error instanceof StripeError) return error.body;
    throw error;
  }
  return {};
};

describe("form bodies", () => {
  it("reads brackets raw and percent-encoded alike", () => {
    const raw = decodeForm("amount=1&a[b][c]=2&expand[0]=x&expand[1]=y");
    const encoded = decodeForm("amount=1&a%5Bb%5D%5Bc%5D=2&expand%5B0%5D=x&expand%5B1%5D=y");
    expect(plain(raw)).toEqual({
      amount: "1",
      a: { b: { c: "2" } },
      expand: { "0": "x", "1": "y" },
    });
    expect(plain(encoded)).toEqual(plain(raw));
  });

  it("counts empty brackets as the next places of a list", () => {
    expect(plain(decodeForm("types[]=a&types[]=b"))).toEqual({ types: { "0": "a", "1": "b" } });
  });

  it("reads plus as a space and unicode as it is", () => {
    expect(plain(decodeForm("a=Z%C3%BCrich+Nord&b="))).toEqual({ a: "Zürich Nord", b: "" });
  });

  it("cannot be talked into changing prototypes", () => {
    decodeForm("__proto__[polluted]=1&constructor[prototype][polluted]=1");
    expect({}).not.toHaveProperty("polluted");
    const spec = { a: text() };
    expect(refusal(() => parseParams(spec, decodeForm("constructor=1"))).code).toBe(
      "parameter_unknown",
    );
  });

  it("refuses broken brackets, deep nesting and floods", () => {
    for (const body of ["a[b=1", "[a]=1", "a]b[=1", `a${"[b]".repeat(20)}=1`]) {
      expect(() => decodeForm(body)).toThrow(StripeError);
    }
    expect(() => decodeForm("a=1&".repeat(1_001))).toThrow("Too many parameters");
  });

  it("writes equal parameters in any order as one text", () => {
    const one = canonicalForm(decodeForm("b[x]=1&a=2&b[y]=3"));
    expect(canonicalForm(decodeForm("a=2&b[y]=3&b[x]=1"))).toBe(one);
    expect(canonicalForm(decodeForm("a=2&b[y]=3&b[x]=2"))).not.toBe(one);
  });
});

describe("parameters", () => {
  const fields = {
    amount: integer(1),
    confirm: boolean,
    metadata,
    mode: oneOf("a", "b"),
    nested: hash({ name: text(5), secret: unmodelled }),
    types: list(text()),
  };
  const parse = (body: string) => parseParams(fields, decodeForm(body));

  it("reads each kind; absent is undefined and empty is null", () => {
    const parsed = parse("amount=12&confirm=true&mode=b&nested[name]=abc&types[0]=x&metadata=");
    expect(parsed).toEqual({
      amount: 12,
      confirm: true,
      mode: "b",
      nested: { name: "abc" },
      types: ["x"],
      metadata: null,
    });
  });

  it.each([
    ["colour=red", "parameter_unknown", "colour"],
    ["nested[colour]=red", "parameter_unknown", "nested[colour]"],
    ["amount=1.5", "parameter_invalid_integer", "amount"],
    ["amount=0", "parameter_invalid_integer", "amount"],
    ["amount=1e3", "parameter_invalid_integer", "amount"],
    ["confirm=yes", "parameter_invalid_boolean", "confirm"],
    ["mode=c", undefined, "mode"],
    ["nested[name]=abcdef", "parameter_invalid_string_too_long", "nested[name]"],
    ["nested[secret]=1", undefined, "nested[secret]"],
    ["nested=text", undefined, "nested"],
    ["amount[x]=1", undefined, "amount"],
  ])("refuses %s", (body, code, param) => {
    const error = refusal(() => parse(body));
    expect(error).toMatchObject({ type: "invalid_request_error", param });
    expect(error.code).toBe(code);
  });

  it("tells missing from empty", () => {
    expect(refusal(() => required(undefined, "a")).code).toBe("parameter_missing");
    expect(refusal(() => required(null, "a")).code).toBe("parameter_invalid_empty");
    expect(required(0, "a")).toBe(0);
  });

  it("merges metadata; an empty value removes its key and an empty whole all of them", () => {
    expect(mergeMetadata({ a: "1", b: "2" }, { a: "", c: "3" })).toEqual({ b: "2", c: "3" });
    expect(mergeMetadata({ a: "1" }, undefined)).toEqual({ a: "1" });
    expect(mergeMetadata({ a: "1" }, null)).toEqual({});
  });
});
