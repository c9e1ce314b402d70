import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tellSandbox } from "./placed";
import { document } from "./road";
import { type ApiShop, openApiShop } from "./shop";

// Accounts of the sandbox's that nobody else uses.
const STRIPE = "GatewaysByApi000001";
const CHECKOUT_COM = "gatewaysbyapi2222222222222a";
const LOGIN = `sk_test_${STRIPE}`;
const SECRET_KEY = `sk_sbox_${CHECKOUT_COM}`;
const OTHER_SECRET_KEY = `sk_sbox_${CHECKOUT_COM.slice(0, -1)}b`;
const PUBLIC_KEY = `pk_sbox_${CHECKOUT_COM}`;

const STRIPE_GIVEN = { name: "Stripe two", login: LOGIN, publishable_key: `pk_test_${STRIPE}` };
const CHECKOUT_GIVEN = { name: "Cards", secret_key: SECRET_KEY, public_key: PUBLIC_KEY };

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const create = (type: string, attributes: object, token?: string) =>
  shop.call("POST", type, { body: document(type, attributes), ...(token ? { token } : {}) });
const patch = (type: string, id: string, attributes: object, token?: string) => {
  const body = { data: { type, id, attributes } };
  return shop.call("PATCH", `${type}/${id}`, { body, ...(token ? { token } : {}) });
};
const pointers = ({ body }: Awaited<ReturnType<typeof create>>): string[] =>
  body.errors.map(({ source }: { source?: { pointer: string } }) => source?.pointer);

describe("a gateway made by an integration", () => {
  it("of Checkout.com is told by its provider where events go, and shows the ends of its keys only", async () => {
    const made = await create("checkout_com_gateways", { ...CHECKOUT_GIVEN, reference: "erp-7" });
    expect(made.status).toBe(201);
    const { id, attributes } = made.body.data;
    expect(attributes).toMatchObject({
      name: "Cards",
      reference: "erp-7",
      force_payments: false,
      disabled_at: null,
      three_ds: true,
      webhook_endpoint_url: `${shop.appUrl}/webhook_callbacks/checkout_com_gateways/${id}`,
    });
    expect(attributes.webhook_endpoint_id).toMatch(/^wf_/);
    expect(attributes.webhook_endpoint_secret).toMatch(/^[0-9a-f]{64}$/);
    expect(attributes.credential_keys.secret_key).toBe(SECRET_KEY.slice(-4));
    expect(attributes).not.toHaveProperty("secret_key");
    expect(JSON.stringify(made.body)).not.toContain(CHECKOUT_COM);
  });

  it("of Stripe forces its payments unless told otherwise, and takes its key once", async () => {
    const made = await create("stripe_gateways", { ...STRIPE_GIVEN, auto_payments: true });
    expect(made.status).toBe(201);
    const { id, attributes } = made.body.data;
    expect(attributes).toMatchObject({
      force_payments: true,
      auto_payments: true,
      connected_account: null,
    });
    expect(attributes.webhook_endpoint_secret).toMatch(/^whsec_/);
    for (const name of ["login", "publishable_key"]) {
      const refused = await patch("stripe_gateways", id, { [name]: "sk_test_other" });
      expect(refused.status).toBe(422);
      expect(pointers(refused)).toEqual([`/data/attributes/${name}`]);
    }
  });

  it("is refused with every fault at its place", async () => {
    const blank = await create("stripe_gateways", {});
    expect(blank.status).toBe(422);
    expect(pointers(blank).sort()).toEqual(["/data/attributes/login", "/data/attributes/name"]);
    const wrong = await create("stripe_gateways", { ...STRIPE_GIVEN, login: "whsec_1" });
    expect(wrong.status).toBe(422);
    expect(pointers(wrong)).toEqual(["/data/attributes/login"]);
    const live = await create("stripe_gateways", { ...STRIPE_GIVEN, login: "sk_live_1234567890" });
    expect(live.status).toBe(422);
    expect(live.body.errors[0].detail).toContain("test mode");
    const subdomain = await create("checkout_com_gateways", {
      ...CHECKOUT_GIVEN,
      subdomain: "A/b",
    });
    expect(pointers(subdomain)).toEqual(["/data/attributes/subdomain"]);
  });

  it("changes, is switched off and on, and says so in the history without a secret", async () => {
    const { id } = (await create("checkout_com_gateways", CHECKOUT_GIVEN)).body.data;
    const changed = await patch("checkout_com_gateways", id, {
      name: "Cards again",
      secret_key: OTHER_SECRET_KEY,
      metadata: { team: "north" },
      _disable: true,
    });
    expect(changed.status).toBe(200);
    expect(changed.body.data.attributes).toMatchObject({
      name: "Cards again",
      metadata: { team: "north" },
      credential_keys: { secret_key: OTHER_SECRET_KEY.slice(-4) },
    });
    const since = changed.body.data.attributes.disabled_at;
    expect(since).not.toBeNull();
    const again = await patch("checkout_com_gateways", id, { _disable: 1 });
    expect(again.body.data.attributes.disabled_at).toBe(since);
    const on = await patch("checkout_com_gateways", id, { _enable: true });
    expect(on.body.data.attributes.disabled_at).toBeNull();
    const told = await shop.call("GET", `checkout_com_gateways/${id}/versions?page[size]=25`);
    const changes = told.body.data.map(({ attributes }: { attributes: object }) => attributes);
    expect(changes[0]).toMatchObject({ event: "gateway.created" });
    expect(JSON.stringify(changes)).toContain('"name":["Cards","Cards again"]');
    const texts = await keptTexts();
    expect(texts.filter((text) => /sk_(sbox|test)_|whsec_/.test(text))).toEqual([]);
  });

  /** Everything that lies in the clear and could hold a key. */
  async function keptTexts() {
    const { prisma } = await import("@/lib/db/client");
    const found = await prisma().$queryRaw<{ told: string }[]>`
      SELECT changes::text AS told FROM events UNION ALL SELECT settings::text FROM gateways
      UNION ALL SELECT credentials_encrypted FROM gateways
      UNION ALL SELECT coalesce(body::text, '') FROM idempotency_keys`;
    return found.map(({ told }) => told);
  }
});

describe("_check", () => {
  it("refuses a wrong key, and nothing is made or changed", async () => {
    const { meta: before } = (await shop.call("GET", "stripe_gateways")).body;
    const login = "sk_test_short";
    const refused = await create("stripe_gateways", { ...STRIPE_GIVEN, login, _check: true });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0]).toMatchObject({
      source: { pointer: "/data/attributes/login" },
      meta: { error: "refused_by_gateway" },
    });
    expect((await shop.call("GET", "stripe_gateways")).body.meta).toEqual(before);

    const { id, attributes } = (await create("checkout_com_gateways", CHECKOUT_GIVEN)).body.data;
    const secret_key = "sk_sbox_wrong";
    const kept = await patch("checkout_com_gateways", id, { secret_key, _check: true });
    expect(kept.status).toBe(422);
    expect(pointers(kept)).toEqual(["/data/attributes/secret_key"]);
    const now = await shop.call("GET", `checkout_com_gateways/${id}`);
    expect(now.body.data.attributes).toEqual(attributes);
  });

  it("takes a right one, and closes the circuit of a gateway that is there again", async () => {
    const made = await create("stripe_gateways", { ...STRIPE_GIVEN, _check: true });
    expect(made.status).toBe(201);
    const { id } = made.body.data;
    const { prisma } = await import("@/lib/db/client");
    const opened = { circuitState: "open", circuitFailureCount: 40, circuitOpenedAt: new Date() };
    await prisma().gateway.update({ where: { id }, data: opened });
    expect((await patch("stripe_gateways", id, { _check: true })).status).toBe(200);
    const { circuitState, circuitFailureCount } = await prisma().gateway.findUniqueOrThrow({
      where: { id },
    });
    expect({ circuitState, circuitFailureCount }).toEqual({
      circuitState: "closed",
      circuitFailureCount: 0,
    });
  });

  it("registers the webhook that could not be registered before", async () => {
    const made = await create("checkout_com_gateways", {
      ...CHECKOUT_GIVEN,
      secret_key: "sk_sbox_wrong",
    });
    expect(made.status).toBe(201);
    expect(made.body.data.attributes.webhook_endpoint_id).toBeNull();
    const { id } = made.body.data;
    const checked = await patch("checkout_com_gateways", id, {
      secret_key: SECRET_KEY,
      _check: true,
    });
    expect(checked.body.data.attributes.webhook_endpoint_id).toMatch(/^wf_/);
  });

  it("says 504 when the provider gives no clear answer, 502 when nobody is there", async () => {
    const { id } = (await create("stripe_gateways", STRIPE_GIVEN)).body.data;
    await tellSandbox(shop, "faults", { provider: "stripe", kind: "error_before" });
    expect((await patch("stripe_gateways", id, { _check: true })).status).toBe(504);
    const { parts } = await import("@/lib/parts");
    const { findResource } = await import("@/lib/jsonapi/registry");
    const deps = await parts({ kind: "api_client", id: null });
    const apiBases = { stripe_gateways: "http://127.0.0.1:9" };
    const away = { ...deps, settings: { ...deps.settings, apiBases } };
    const caller = {
      ...{ id: "client", clientId: "client", organizationId: deps.settings.organizationId },
      ...({ kind: "integration", mode: "test", marketIds: null } as const),
    };
    const context = {
      caller,
      traceId: deps.by.traceId,
      deps: away,
      idempotencyKey: null,
      resourceOf: () => null,
    };
    const input = { attributes: { _check: true }, references: {} };
    const done = await findResource("stripe_gateways")?.update?.(id, input, context);
    expect(done).toMatchObject({ ok: false, error: { errors: [{ status: "502" }] } });
  });
});
