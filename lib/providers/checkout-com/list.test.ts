// What the sandbox does not answer and Checkout.com may: the search in the shape of its SDK's example.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkoutComConfigSchema } from "./config";
import { list } from "./list";

let server: Server;
let answer: { status: number; body: unknown } = { status: 200, body: {} };
let asked: unknown[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    asked.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(answer.body === null ? "" : JSON.stringify(answer.body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => server.close());

const FROM = new Date("2026-11-01T00:00:00Z");
const TO = new Date("2026-11-02T00:00:00Z");

async function listed(status: number, body: unknown, cursor: string | null = null) {
  const { port } = server.address() as AddressInfo;
  const account = `${"a".repeat(26)}2`;
  const config = checkoutComConfigSchema.parse({
    secret_key: `sk_sbox_${account}`,
    public_key: `pk_sbox_${account}`,
    api_base: `http://127.0.0.1:${port}`,
  });
  answer = { status, body };
  asked = [];
  const signal = new AbortController().signal;
  return await list({ config, signal }, { from: FROM, to: TO, cursor, limit: 100 });
}

const action = (type: string, status: string, more: object = {}) => ({
  id: `act_${type}_${status}`,
  type,
  status,
  processed_on: "2026-11-01T10:00:01.1234567Z",
  amount: 6500,
  ...more,
});
const payment = (more: object) => ({
  id: "pay_1",
  requested_on: "2026-11-01T10:00:00.1234567Z",
  amount: 6500,
  currency: "EUR",
  status: "captured",
  reference: "OrderAbcde-1",
  metadata: { kassa_installation: "ours" },
  actions: [],
  ...more,
});
const kindsOf = (answered: Awaited<ReturnType<typeof listed>>) =>
  answered.ok &&
  answered.value.payments.map(({ movements }) =>
    movements.map(({ kind, status }) => [kind, status]),
  );

describe("Checkout.com's search, as a list", () => {
  it("reads an authorization's answer, and neither its request nor disputes nor 3DS", async () => {
    const actions = [
      { id: "dsp_1", type: "Dispute", status: "Evidence Required", amount: 6500 },
      action("Refund", "Pending", { amount: 500 }),
      action("Capture", "Declined"),
      action("Capture", "Approved"),
      action("Authorization", "Approved"),
      action("Authorization", "Pending"),
      { id: "sid_1", type: "Authentication", status: "Approved" },
    ];
    const found = await listed(200, { data: [payment({ actions })] });
    expect(found).toMatchObject({
      value: {
        next: null,
        payments: [{ reference: "pay_1", ourReference: "OrderAbcde-1", installationId: "ours" }],
      },
    });
    expect(kindsOf(found)).toEqual([
      [
        ["refund", "pending"],
        ["capture", "succeeded"],
        ["authorization", "succeeded"],
      ],
    ]);
  });

  it.each(["expired", "Expired", "canceled", "voided"])(
    "lets go what is %s without an action that says so",
    async (status) => {
      const actions = [action("Authorization", "Approved")];
      expect(kindsOf(await listed(200, { data: [payment({ status, actions })] }))).toEqual([
        [
          ["authorization", "succeeded"],
          ["void", "succeeded"],
        ],
      ]);
    },
  );

  it("leaves out what never held money, and keeps what is in no currency of ours", async () => {
    const data = [
      payment({ actions: [action("Authorization", "Declined")] }),
      payment({ currency: "XXX", actions: [action("Authorization", "Approved")] }),
    ];
    expect(kindsOf(await listed(200, { data }))).toEqual([[]]);
  });

  it("halves a span that one answer does not hold, and shares no payment between the halves", async () => {
    const next = { href: "https://api.checkout.com/payments/search/x?token=y" };
    const cut = await listed(200, { data: [payment({})], _links: { next } });
    const noon = +new Date("2026-11-01T12:00:00Z");
    expect(cut).toMatchObject({ value: { payments: [] } });
    const cursor = (cut.ok && cut.value.next) || "";
    expect(JSON.parse(cursor)).toEqual([
      [noon, +TO],
      [+FROM, noon],
    ]);
    const actions = [action("Authorization", "Approved")];
    // It is of the other half, though the answer for this one holds it.
    const later = await listed(200, { data: [payment({ actions })] }, cursor);
    expect(later).toMatchObject({ value: { payments: [] } });
    const rest = (later.ok && later.value.next) || "";
    const earlier = await listed(200, { data: [payment({ actions })] }, rest);
    expect(earlier).toMatchObject({ value: { payments: [{ reference: "pay_1" }], next: null } });
    expect(asked).toEqual([
      { from: "2026-10-31T23:59:59.000Z", to: "2026-11-01T12:00:01.000Z", limit: 100 },
    ]);
  });

  it("names the scope that a key lacks", async () => {
    expect(await listed(403, null)).toMatchObject({
      error: { code: "provider_unauthorized", detail: expect.stringContaining("payments:search") },
    });
  });

  it("says so when an answer cannot be read", async () => {
    for (const body of [{}, { data: [{}] }]) {
      expect(await listed(200, body)).toMatchObject({ error: { code: "provider_indeterminate" } });
    }
  });
});
