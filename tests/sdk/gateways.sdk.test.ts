import { describe, expect, it } from "vitest";
import { asIntegration, asShopper, running } from "./client";
import { placedOrder, refusalOf } from "./road";

const { stripe_gateways: stripe, checkout_com_gateways: checkoutCom } = running.demo.gateways;

describe("gateways", () => {
  it("of a type are listed, with no secret in them", async () => {
    const cl = await asIntegration();
    const gateways = await cl.stripe_gateways.list();
    expect(gateways.length).toBeGreaterThan(0);
    expect(JSON.stringify(gateways)).not.toContain(stripe.secret_key);
    expect(gateways[0]?.credential_keys).toEqual(expect.any(Object));
  });

  it("of all types are listed together", async () => {
    const cl = await asIntegration();
    const types = [...(await cl.payment_gateways.list({ pageSize: 25 }))].map(({ type }) =>
      String(type),
    );
    expect(types.length).toBeGreaterThanOrEqual(3);
  });

  it("for Stripe are set up, switched off and on, and deleted", async () => {
    const cl = await asIntegration();
    const gateway = await cl.stripe_gateways.create({
      name: "Another Stripe",
      login: stripe.secret_key,
      publishable_key: stripe.publishable_key,
    });
    expect(gateway).toMatchObject({ name: "Another Stripe", force_payments: true });
    expect(gateway.webhook_endpoint_url).toContain(`/stripe_gateways/${gateway.id}`);
    expect((await cl.stripe_gateways._disable(gateway.id)).disabled_at).toMatch(/Z$/);
    expect((await cl.stripe_gateways._enable(gateway.id)).disabled_at).toBeNull();
    await cl.stripe_gateways.delete(gateway.id);
    expect((await refusalOf(cl.stripe_gateways.retrieve(gateway.id))).status).toBe(404);
  });

  it("for Checkout.com are checked against the provider", async () => {
    const cl = await asIntegration();
    const keys = { secret_key: checkoutCom.secret_key, public_key: checkoutCom.publishable_key };
    const gateway = await cl.checkout_com_gateways.create({ name: "Another one", ...keys });
    expect((await cl.checkout_com_gateways._check(gateway.id)).id).toBe(gateway.id);
  });

  it("with a wrong key are told so by _check", async () => {
    const cl = await asIntegration();
    const refused = cl.checkout_com_gateways.create({
      name: "Wrong",
      secret_key: "sk_sbox_wrong",
      public_key: checkoutCom.publishable_key,
      _check: true,
    });
    expect(await refusalOf(refused)).toMatchObject({
      status: 422,
      source: { pointer: "/data/attributes/secret_key" },
    });
  });

  it("of the merchant's own have a secret that signs, and can be given another", async () => {
    const cl = await asIntegration();
    const gateway = await cl.external_gateways.create({
      name: "Our bank",
      authorize_url: "http://127.0.0.1:9/authorize",
    });
    expect(gateway.shared_secret).toEqual(expect.any(String));
    const renewed = await cl.external_gateways.update({
      id: gateway.id,
      ...{ _regenerate_shared_secret: true },
    });
    expect(renewed.shared_secret).not.toBe(gateway.shared_secret);
    expect(await cl.external_gateways._reset_circuit(gateway.id)).toMatchObject({
      circuit_state: "closed",
      circuit_failure_count: 0,
    });
  });

  it("lead to their payment methods", async () => {
    const cl = await asIntegration();
    const methods = await cl.external_gateways.payment_methods(
      running.demo.gateways.external_gateways.id,
    );
    expect(methods[0]).toMatchObject({ payment_source_type: "external_payments" });
  });

  it("that are used are not deleted", async () => {
    const cl = await asIntegration();
    const refused = cl.stripe_gateways.delete(stripe.id);
    expect((await refusalOf(refused)).status).toBe(423);
  });

  it("are the merchant's alone", async () => {
    const cl = await asShopper();
    expect((await refusalOf(cl.stripe_gateways.list())).status).toBe(401);
    const name = { id: stripe.id, name: "mine" };
    expect([401, 404]).toContain((await refusalOf(cl.stripe_gateways.update(name))).status);
  });
});

describe("webhooks", () => {
  const given = {
    name: "Placed orders",
    topic: "orders.place",
    callback_url: "http://127.0.0.1:9/placed",
    include_resources: ["customer", "line_items"],
  };

  it("are registered with a secret of their own, changed and deleted", async () => {
    const cl = await asIntegration();
    const webhook = await cl.webhooks.create(given);
    expect(webhook).toMatchObject({ ...given, circuit_state: "closed" });
    expect(webhook.shared_secret).toEqual(expect.any(String));
    const renamed = await cl.webhooks.update({ id: webhook.id, name: "Other" });
    expect(renamed).toMatchObject({ name: "Other", topic: given.topic });
    expect((await cl.webhooks._disable(webhook.id)).disabled_at).toMatch(/Z$/);
    await cl.webhooks.delete(webhook.id);
    expect((await refusalOf(cl.webhooks.retrieve(webhook.id))).status).toBe(404);
  });

  it("of an unknown topic are refused", async () => {
    const cl = await asIntegration();
    const refused = cl.webhooks.create({ ...given, topic: "orders.explode" });
    expect(await refusalOf(refused)).toMatchObject({
      status: 422,
      source: { pointer: "/data/attributes/topic" },
    });
  });

  it("keep what was told, and what was answered", async () => {
    const merchant = await asIntegration();
    const webhook = await merchant.webhooks.create(given);
    const { cl } = await placedOrder();
    const filters = { webhook_id_eq: webhook.id };
    await expect
      .poll(() => cl.event_callbacks.count({ filters }), { timeout: 20_000 })
      .toBeGreaterThan(0);
    const [callback] = await cl.event_callbacks.list({ filters });
    expect(callback).toMatchObject({ callback_url: given.callback_url });
    await cl.webhooks.delete(webhook.id);
  });
});
