import { describe, expect, it } from "vitest";
import { asIntegration, asShopper, clientOf, grant, integrationToken, running } from "./client";
import { payableOrder, refusalOf } from "./road";

describe("errors", () => {
  it("what is not there is 404", async () => {
    const cl = await asIntegration();
    expect(await refusalOf(cl.orders.retrieve("AAAAAAAAAA"))).toMatchObject({
      status: 404,
      code: "RECORD_NOT_FOUND",
    });
  });

  it("another client's order is 404 as well", async () => {
    const merchants = await (await asIntegration()).orders.create({});
    const cl = await asShopper();
    expect((await refusalOf(cl.orders.retrieve(merchants.id))).status).toBe(404);
  });

  it("an attribute's fault points to it", async () => {
    const cl = await asIntegration();
    const refused = cl.orders.create({ cart_url: "no address" });
    expect(await refusalOf(refused)).toMatchObject({
      status: 422,
      code: "VALIDATION_ERROR",
      source: { pointer: "/data/attributes/cart_url" },
      detail: expect.stringContaining("cart_url"),
    });
  });

  it("an attribute that is not there is refused, not ignored", async () => {
    const cl = await asIntegration();
    const refused = cl.orders.create({ colour: "red" } as object);
    expect(await refusalOf(refused)).toMatchObject({
      status: 422,
      source: { pointer: "/data/attributes/colour" },
    });
  });

  it("a missing relationship points to it", async () => {
    const cl = await asIntegration();
    const refused = cl.external_payments.create({ payment_source_token: "t" } as never);
    expect(await refusalOf(refused)).toMatchObject({
      status: 422,
      source: { pointer: "/data/relationships/order" },
    });
  });

  it("an unknown article is named", async () => {
    const cl = await asIntegration();
    const order = await cl.orders.create({});
    const line = { sku_code: "NO-SUCH-THING", quantity: 1, order };
    const refused = cl.line_items.create(line);
    expect((await refusalOf(refused)).status).toBe(422);
  });

  it("what a token may not do is 401 without a new token being asked for", async () => {
    const cl = await asShopper();
    const order = await payableOrder(cl);
    expect(await refusalOf(cl.orders._approve(order.id))).toMatchObject({
      status: 401,
      code: "UNAUTHORIZED",
    });
  });

  it("an include that leads nowhere is 400", async () => {
    const cl = await asIntegration();
    const refused = cl.orders.list({ include: ["colours" as "market"] });
    expect(await refusalOf(refused)).toMatchObject({
      status: 400,
      source: { parameter: "include" },
    });
  });

  it("the same Idempotency-Key is answered the same, and never does it twice", async () => {
    const cl = await asIntegration();
    const options = { headers: { "Idempotency-Key": `key-${Date.now()}` } };
    const first = await cl.orders.create({ reference: "once" }, undefined, options);
    const second = await cl.orders.create({ reference: "once" }, undefined, options);
    expect(second.id).toBe(first.id);
    const other = cl.orders.create({ reference: "twice" }, undefined, options);
    expect((await refusalOf(other)).status).toBe(422);
  });
});

describe("tokens", () => {
  it("an invalid one is 401 INVALID_TOKEN", async () => {
    const [head = "", body = ""] = (await integrationToken()).split(".");
    const cl = clientOf(`${head}.${body}.${"A".repeat(86)}`);
    expect(await refusalOf(cl.orders.list())).toMatchObject({ status: 401, code: "INVALID_TOKEN" });
  });

  it("name the organization so that the client needs no other setting", async () => {
    const cl = await asIntegration();
    expect(cl.currentOrganization).toEqual(expect.any(String));
  });

  it("are not given for a wrong secret", async () => {
    const { client_id } = running.demo.integration;
    const fields = { grant_type: "client_credentials", client_id, client_secret: "wrong" };
    const answer = await grant(fields);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ errors: [{ code: expect.any(String) }] });
  });

  it("say how long they live", async () => {
    const fields = { grant_type: "client_credentials", ...running.demo.integration };
    const answer = (await (await grant(fields)).json()) as Record<string, unknown>;
    expect(answer).toMatchObject({ token_type: "bearer", expires_in: 7200 });
  });
});
