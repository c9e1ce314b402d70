import { describe, expect, it } from "vitest";
import { cellOf, csvHead, csvLine } from "./csv";
import { BATCH_SIZE, csvStream } from "./csv-stream";
import type { FileRow } from "./file-row";
import type { PageDirection } from "./list-place";

const payment = (n: number, more: Partial<FileRow> = {}): FileRow => ({
  ...{ id: `p${n}`, created_at: new Date(n).toISOString(), mode: "test", state: "paid" },
  ...{ decline_code: null, currency_code: "EUR", amount_minor: "6500", authorized_minor: "6500" },
  ...{ captured_minor: "6500", refunded_minor: "5", number: String(n), client_number: null },
  ...{ order_reference: null, first_name: "Emil", last_name: "Sørensen", email: "emil@example.dk" },
  ...{ gateway_name: "Stripe", method_name: "Card", card_brand: "visa", card_last_digits: "0042" },
  provider_reference: `pi_${n}`,
  ...more,
});

describe("a cell", () => {
  it.each([
    ["plain", "plain"],
    ["=1+1", "'=1+1"],
    ["+49 30", "'+49 30"],
    ["-5", "'-5"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", '"\'\r=1"'],
    ['say "no"', '"say ""no"""'],
    ["Vogel, Mara", '"Vogel, Mara"'],
    ["two\nlines", '"two\nlines"'],
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ])("%j is written as %j", (text, cell) => expect(cellOf(text)).toBe(cell));
});

describe("the file of a list", () => {
  it("has a line for each payment, with amounts as decimals of their currency", () => {
    expect(csvLine(payment(7))).toBe(
      "p7,1970-01-01T00:00:00.007Z,test,paid,,EUR,65.00,65.00,65.00,0.05,7,,Emil Sørensen,emil@example.dk,Stripe,Card,visa,0042,pi_7\r\n",
    );
    expect(csvLine(payment(7, { currency_code: "JPY" }))).toContain(",JPY,6500,");
    expect(csvHead().split(",")).toHaveLength(csvLine(payment(7)).split(",").length);
  });

  it("reads a batch only when there is room for it, from where the last one ended", async () => {
    const asked: PageDirection[] = [];
    const count = 2 * BATCH_SIZE + 3;
    const read = async (direction: PageDirection, size: number) => {
      asked.push(direction);
      const from = direction.kind === "onward" ? Number(direction.than.id.slice(1)) + 1 : 0;
      const length = Math.min(size, count - from);
      return Array.from({ length }, (_, at) => payment(from + at));
    };
    const reader = csvStream(read, "newest").getReader();
    const first = await reader.read();
    await Promise.resolve();
    expect(asked.length).toBeLessThanOrEqual(2);
    let text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(first.value);
    expect(text.startsWith("\uFEFFpayment,")).toBe(true);
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += new TextDecoder().decode(part.value);
    }
    const lines = text.trimEnd().split("\r\n");
    expect(lines).toHaveLength(count + 1);
    expect(new Set(lines.slice(1).map((line) => line.split(",")[0])).size).toBe(count);
    expect(asked.map(({ kind }) => kind)).toEqual(["first", "onward", "onward"]);
  });

  it("stops when nobody reads it any more", async () => {
    let reads = 0;
    const endless = async () => {
      reads += 1;
      return Array.from({ length: BATCH_SIZE }, (_, at) => payment(at));
    };
    const stream = csvStream(endless, "newest");
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    const readsThen = reads;
    await new Promise((done) => setImmediate(done));
    expect(reads).toBe(readsThen);
  });
});
