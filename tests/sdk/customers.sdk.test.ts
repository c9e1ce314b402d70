import { describe, expect, it } from "vitest";
import { asIntegration, asShopper, type Client, clientOf, grant, running } from "./client";
import { ADDRESS, payableOrder, refusalOf } from "./road";

type Tokens = { access_token: string; refresh_token: string; owner_id: string; owner_type: string };

let turn = 0;
const PASSWORD = "correct horse battery staple";
const newEmail = () => {
  turn += 1;
  return `customer-${Date.now()}-${turn}@shop.example`;
};

const { client_id } = running.demo.salesChannel;

async function tokensOf(fields: Record<string, string>): Promise<Tokens> {
  const answer = await grant({ client_id, ...fields });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Tokens;
}

/** Signs up, as a storefront lets its customers do, and in. */
async function signedIn(): Promise<{ cl: Client; email: string; tokens: Tokens; id: string }> {
  const email = newEmail();
  const { id } = await (await asShopper()).customers.create({ email, password: PASSWORD });
  const tokens = await tokensOf({ grant_type: "password", username: email, password: PASSWORD });
  return { cl: clientOf(tokens.access_token), email, tokens, id };
}

const revoke = (token: string) =>
  fetch(`${running.url}/oauth/revoke`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ client_id, token }),
  });

describe("a customer", () => {
  it("signs up, signs in and reads their own profile", async () => {
    const { cl, email, tokens, id } = await signedIn();
    expect(tokens).toMatchObject({ owner_id: id, owner_type: "customer" });
    expect(await cl.customers.retrieve(id)).toMatchObject({ email, has_password: true });
  });

  it("is not signed in by a wrong password", async () => {
    const { email } = await signedIn();
    const fields = { grant_type: "password", client_id, username: email, password: "wrong" };
    const answer = await grant(fields);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: "invalid_grant" });
  });

  it("sees nobody else", async () => {
    const other = await signedIn();
    const { cl } = await signedIn();
    expect((await refusalOf(cl.customers.retrieve(other.id))).status).toBe(404);
  });

  it("buys, and finds the order among their own", async () => {
    const { cl, id, email } = await signedIn();
    const order = await cl.orders.create({});
    expect(order.customer_email).toBe(email);
    const orders = await cl.customers.orders(id);
    expect([...orders].map((each) => each.id)).toContain(order.id);
    expect([...(await cl.orders.list())].map((each) => each.id)).toEqual([order.id]);
  });

  it("keeps addresses", async () => {
    const { cl, id } = await signedIn();
    const address = await cl.addresses.create(ADDRESS);
    type Kept = Parameters<typeof cl.customer_addresses.create>[0];
    const kept = await cl.customer_addresses.create({
      customer: cl.customers.relationship(id),
      address: cl.addresses.relationship(address.id),
    } as Kept);
    expect(kept.name).toContain("Ines Koch");
    const book = await cl.customers.customer_addresses(id, { include: ["address"] });
    expect(book[0]?.address?.city).toBe(ADDRESS.city);
    await cl.customer_addresses.delete(kept.id);
    expect(await cl.customers.customer_addresses(id)).toHaveLength(0);
  });

  it("keeps what they paid with, and pays with it again", async () => {
    const { cl, id } = await signedIn();
    const order = await payableOrder(cl);
    await cl.external_payments.create({
      payment_source_token: "NB-APPROVE",
      order: cl.orders.relationship(order.id),
    });
    await cl.orders._place(order.id);
    await cl.orders._save_payment_source_to_customer_wallet(order.id);
    const [kept] = await cl.customers.customer_payment_sources(id);
    expect(kept?.name).toEqual(expect.any(String));
    const again = await payableOrder(cl);
    const chosen = await cl.orders._customer_payment_source_id(again.id, kept?.id ?? "", {
      include: ["payment_source"],
    });
    expect(chosen.payment_source?.type).toBe("external_payments");
    expect(await cl.orders._place(again.id)).toMatchObject({ payment_status: "authorized" });
  });

  it("is known to the merchant by their orders", async () => {
    const { cl, email } = await signedIn();
    await cl.orders.create({});
    const merchant = await asIntegration();
    const [customer] = await merchant.customers.list({ filters: { email_eq: email } });
    expect(customer).toMatchObject({ status: "prospect", total_orders_count: 0 });
    const named = await merchant.customers.update({
      id: customer?.id ?? "",
      reference: "crm-7",
      metadata: { tier: "gold" },
    });
    expect(named).toMatchObject({ reference: "crm-7", metadata: { tier: "gold" } });
  });
});

describe("tokens of a customer", () => {
  it("are renewed by the client itself once they have ended", async () => {
    const { tokens, id } = await signedIn();
    const renewed = await tokensOf({
      grant_type: "refresh_token",
      refresh_token: tokens.refresh_token,
    });
    const [head = "", body = "", signature = ""] = tokens.access_token.split(".");
    const claims = JSON.parse(atob(body)) as { exp: number };
    const ended = btoa(JSON.stringify({ ...claims, exp: Math.floor(Date.now() / 1000) - 60 }));
    let asked = 0;
    const cl = clientOf(`${head}.${ended}.${signature}`, {
      refreshToken: async () => {
        asked += 1;
        return renewed.access_token;
      },
    });
    expect((await cl.customers.retrieve(id)).id).toBe(id);
    expect(asked).toBe(1);
  });

  it("are renewed once: a token that is used twice ends the sign-in", async () => {
    const { tokens } = await signedIn();
    const fields = { grant_type: "refresh_token", refresh_token: tokens.refresh_token };
    const renewed = await tokensOf(fields);
    expect((await grant({ client_id, ...fields })).status).toBe(400);
    const rest = { ...fields, refresh_token: renewed.refresh_token };
    expect((await grant({ client_id, ...rest })).status).toBe(400);
  });

  it("end when they are revoked", async () => {
    const { cl, tokens, id } = await signedIn();
    expect((await revoke(tokens.access_token)).status).toBe(200);
    await expect
      .poll(
        () =>
          cl.customers.retrieve(id).then(
            () => "known",
            () => "ended",
          ),
        { timeout: 8_000 },
      )
      .toBe("ended");
  });
});
