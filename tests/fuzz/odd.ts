// Values that programs stumble over.
import fc from "fast-check";
import type { Json } from "@/lib/json";

const TEXTS = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\u202eevil",
  "e\u0301",
  "ﷺ".repeat(90),
  "👩‍👩‍👧‍👦",
  "null",
  "undefined",
  "true",
  "NaN",
  "-0",
  "1e400",
  "0x10",
  "' OR '1'='1",
  "'; DROP TABLE orders; --",
  "$1",
  "%",
  "_",
  "\\",
  "{}",
  "[]",
  "../../etc/passwd",
  "__proto__",
  "constructor",
  "toString",
  "4242424242424242",
  "4242 4242 4242 4242",
  "javascript:alert(1)",
  "http://169.254.169.254/latest",
  "http://[::1",
  "https://user:secret@shop.example/",
  "2026-02-30T25:61:61Z",
  "+275760-09-13T00:00:00.001Z",
  "0000-00-00",
  "x".repeat(256),
  "x".repeat(5_000),
  "EUR",
  "eur",
  "XXX",
];
const NUMBERS = [
  0, -1, 1.5, 2_147_483_648, 9_007_199_254_740_992, 1e21, -1e308, 5e-324, 99_999_999_999_999,
];

const nested = (depth: number, isList: boolean): Json => {
  let value: Json = "deep";
  for (let level = 0; level < depth; level++) value = isList ? [value] : { a: value };
  return value;
};

/** Any characters, halves of them too: quicker to begin with than the library's own, which counts them all first. */
const anyText = fc
  .array(fc.nat({ max: 0x10ffff }), { maxLength: 40 })
  .map((points) => String.fromCodePoint(...points));

export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: anyText },
  { weight: 1, arbitrary: fc.string({ maxLength: 300 }) },
);

export const oddValue: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: oddText },
  { weight: 2, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.maxSafeInteger() },
  { weight: 2, arbitrary: fc.constantFrom<Json>(null, true, false, [], {}, [[]], [null], [{}]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.boolean())
      .map(([depth, isList]) => nested(depth, isList)),
  },
  {
    weight: 1,
    arbitrary: fc
      .dictionary(oddText, fc.oneof(oddText, fc.integer()), { maxKeys: 4 })
      .map((given): Json => ({ ...given })),
  },
  { weight: 1, arbitrary: fc.array(oddText, { maxLength: 4 }) },
);

export const oddName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "a/b",
    "a~b",
    "~1",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "",
    "0",
    "id",
    "type",
    "status",
    "mode",
    "version",
    "order_id",
    "api_client_id",
  ),
  fc.stringMatching(/^[a-z_]{1,12}$/),
  oddText,
);

/** As it goes over the wire: half of a character is the sign for one that is not known. */
export const wellFormed = (text: string): string => Buffer.from(text).toString();
