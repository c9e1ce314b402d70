import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signAccessToken } from "@/lib/auth/access-token";
import { cardToken, document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const pay = (type: string, orderId: string, attributes: object, token = shop.integration) =>
  shop.call("POST", type, {
    token,
    body: document(type, attributes, { order: to("orders", orderId) }),
  });

describe("refusals", () => {
  it.each([
    ["no token", null, "missing"],
    ["a broken token", "abc.def.ghi", "not valid"],
  ])("401 INVALID_TOKEN for %s", async (_, token, detail) => {
    const answer = await shop.call("GET", "orders/AAAAAAAAAA", { token });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(answer.body.errors[0]).toMatchObject({ code: "INVALID_TOKEN", status: "401" });
    expect(answer.body.errors[0].detail).toContain(detail);
  });

  it("401 INVALID_TOKEN for an expired token, so that clients fetch another", async () => {
    const { token } = await signAccessToken(
      {
        id: "AAAAAAAAAA",
        clientId: "c",
        kind: "integration",
        mode: "test",
        organizationId: "A",
        organizationSlug: "a",
        marketIds: null,
        scope: "market:all",
      },
      {
        key: { secret: process.env.API_TOKEN_SECRET ?? "", issuer: "https://auth.localhost:3999" },
        now: new Date(Date.now() - 8_000_000),
        rand: "0.1",
        jti: "1",
      },
    );
    const answer = await shop.call("GET", "orders/AAAAAAAAAA", { token });
    expect(answer.body.errors[0]).toMatchObject({ code: "INVALID_TOKEN", status: "401" });
    expect(answer.body.errors[0].detail).toContain("expired");
  });

  it.each([
    ["GET", "orders/AAAAAAAAAA", {}, 404, "RECORD_NOT_FOUND"],
    ["GET", "orders/%00", {}, 404, "RECORD_NOT_FOUND"],
    ["GET", "orders/a'%20OR%201=1", {}, 404, "RECORD_NOT_FOUND"],
    ["GET", "versions/abc", {}, 404, "RECORD_NOT_FOUND"],
    ["GET", "versions/999999999999999999", {}, 404, "RECORD_NOT_FOUND"],
    ["GET", "versions/abc/event_stores", {}, 404, "RECORD_NOT_FOUND"],
    ["GET", "unicorns/AAAAAAAAAA", {}, 404, "RESOURCE_NOT_FOUND"],
    ["GET", "constructor", {}, 404, "RESOURCE_NOT_FOUND"],
    ["GET", "orders/AAAAAAAAAA/unicorns", {}, 404, "RESOURCE_NOT_FOUND"],
    ["GET", "orders/AAAAAAAAAA/line_items/more/still", {}, 404, "RECORD_NOT_FOUND"],
    ["POST", "event_stores", {}, 405, "METHOD_NOT_ALLOWED"],
    ["DELETE", "captures/AAAAAAAAAA", {}, 405, "METHOD_NOT_ALLOWED"],
    ["PUT", "orders/AAAAAAAAAA", {}, 405, "METHOD_NOT_ALLOWED"],
    ["POST", "versions", { body: document("versions", {}) }, 405, "METHOD_NOT_ALLOWED"],
    ["GET", "orders/AAAAAAAAAA", { headers: { accept: "text/html" } }, 406, "NOT_ACCEPTABLE"],
    ["POST", "orders", { body: "{" }, 400, "BAD_REQUEST"],
    ["POST", "orders", { body: document("skus", {}) }, 409, "CONFLICT"],
    [
      "POST",
      "orders",
      { body: "{}", headers: { "content-type": "application/json" } },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    [
      "POST",
      "orders",
      { body: document("orders", { x: "y".repeat(300_000) }) },
      413,
      "PAYLOAD_TOO_LARGE",
    ],
    [
      "POST",
      "orders",
      { body: document("orders", { currency_code: "XXX" }) },
      422,
      "VALIDATION_ERROR",
    ],
    [
      "POST",
      "orders",
      { body: document("orders", { customer_email: "a" }) },
      422,
      "VALIDATION_ERROR",
    ],
    [
      "POST",
      "external_payments",
      {
        body: document(
          "external_payments",
          { payment_source_token: "t" },
          { order: to("orders", "AAAAAAAAAA") },
        ),
      },
      404,
      "RECORD_NOT_FOUND",
    ],
    [
      "PATCH",
      "orders/AAAAAAAAAA",
      { body: patchOf("AAAAAAAAAA", { _place: true }) },
      404,
      "RECORD_NOT_FOUND",
    ],
    ["PATCH", "orders/AAAAAAAAAA", { body: patchOf("AAAAAAAAAA", {}) }, 404, "RECORD_NOT_FOUND"],
  ] as const)("%s %s %j: %i %s", async (method, path, options, status, code) => {
    const answer = await shop.call(method, path, options);
    expect(answer.body.errors[0]).toMatchObject({ code, status: String(status) });
    expect(answer.status).toBe(status);
    for (const error of answer.body.errors) {
      expect(error.title).toEqual(expect.any(String));
      expect(error.detail).toEqual(expect.any(String));
    }
  });

  it.each([
    ["checkout_com_payments", {}, "token"],
    ["checkout_com_payments", { token: "4242424242424242" }, "token"],
    [
      "checkout_com_payments",
      { token: "tok_a", success_url: "https://evil.example/s" },
      "success_url",
    ],
    [
      "checkout_com_payments",
      { token: "tok_a", failure_url: "javascript:alert(1)" },
      "failure_url",
    ],
    ["stripe_payments", { return_url: "https://evil.example/" }, "return_url"],
    ["stripe_payments", { receipt_email: "nobody" }, "receipt_email"],
    ["external_payments", { payment_source_token: "4242-4242-4242-4242" }, "payment_source_token"],
    ["external_payments", { payment_source_token: "" }, "payment_source_token"],
  ])("422 for %s with %j, pointing to it", async (type, attributes, name) => {
    const orderId = await makeOrder(shop, shop.integration);
    const answer = await pay(type, orderId, attributes);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].source).toEqual({ pointer: `/data/attributes/${name}` });
  });

  it("takes return URLs of the app, of ALLOWED_ORIGINS and of loopback in test mode", async () => {
    for (const success_url of [
      `${shop.appUrl}/done`,
      "https://shop.example/thanks?a=1",
      "http://127.0.0.1:5173/back",
    ]) {
      const orderId = await makeOrder(shop, shop.integration);
      const token = await cardToken(shop);
      const made = await pay("checkout_com_payments", orderId, { token, success_url });
      expect(made.status).toBe(201);
      expect(made.body.data.attributes.success_url).toBe(success_url);
    }
  });
});
