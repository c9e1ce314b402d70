import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { document } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
let client: Record<string, string>;
let tries = 0;
beforeAll(async () => {
  shop = await openApiShop();
  client = shop.demo.salesChannel;
  await shop.call("POST", "customers", {
    body: document("customers", { email: "Mara@Shop.example", password: "a good password" }),
  });
}, 180_000);
afterAll(() => shop?.close());

/** From another address each time, so that one test's tries are not another's. */
async function ask(where: "token" | "revoke", fields: object, headers: object = {}) {
  const route =
    where === "token"
      ? await import("@/app/oauth/token/route")
      : await import("@/app/oauth/revoke/route");
  tries += 1;
  const peer = `198.51.${Math.floor(tries / 250)}.${tries % 250}`;
  const answer = await route.POST(
    new Request(`${shop.appUrl}/oauth/${where}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-kassa-peer-address": peer,
        ...headers,
      },
      body: JSON.stringify({ ...client, ...fields }),
    }),
  );
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}
const signIn = (password = "a good password", username = "mara@shop.example") =>
  ask("token", { grant_type: "password", username, password });
const renew = (refresh_token: string) =>
  ask("token", { grant_type: "refresh_token", refresh_token });
const listOf = async (token: string) => shop.call("GET", "customers", { token });

describe("a customer's sign-in", () => {
  it("gives a token for the customer, with one that renews it", async () => {
    const { status, body } = await signIn();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: "bearer",
      expires_in: 14_400,
      refresh_token: expect.any(String),
      owner_type: "customer",
      owner_id: expect.stringMatching(/^[A-Za-z]{10}$/),
    });
    const claims = JSON.parse(atob(body.access_token.split(".")[1]));
    expect(claims.owner).toEqual({ id: body.owner_id, type: "Customer" });
    const list = await listOf(body.access_token);
    expect(list.body.data.map(({ id }: { id: string }) => id)).toEqual([body.owner_id]);
  });

  it("says the same of a wrong password as of an unknown address", async () => {
    const wrong = await signIn("another password");
    const unknown = await signIn("a good password", "nobody@shop.example");
    expect(wrong.status).toBe(400);
    expect(wrong.body.error).toBe("invalid_grant");
    expect(unknown.body).toEqual(wrong.body);
  });

  it("is refused to integrations, and without a password", async () => {
    const given = { grant_type: "password", username: "mara@shop.example", password: "x" };
    const asIntegration = await ask("token", { ...given, ...shop.demo.integration });
    expect(asIntegration.body.error).toBe("unauthorized_client");
    const { password: _, ...without } = given;
    expect((await ask("token", without)).body.error).toBe("invalid_request");
  });

  it("waits after five wrong passwords, whatever address they come from", async () => {
    await shop.call("POST", "customers", {
      body: document("customers", { email: "guessed@shop.example", password: "a good password" }),
    });
    for (let guess = 0; guess < 5; guess += 1) {
      expect((await signIn("wrong password", "guessed@shop.example")).status).toBe(400);
    }
    const sixth = await signIn("a good password", "guessed@shop.example");
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("a refresh token", () => {
  it("works once; used again, it ends the whole sign-in", async () => {
    const first = (await signIn()).body;
    const second = await renew(first.refresh_token);
    expect(second.body).toMatchObject({ owner_id: first.owner_id, scope: first.scope });
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    expect((await listOf(second.body.access_token)).status).toBe(200);
    expect((await renew(first.refresh_token)).body.error).toBe("invalid_grant");
    expect((await renew(second.body.refresh_token)).body.error).toBe("invalid_grant");
    const refused = await listOf(second.body.access_token);
    expect(refused.status).toBe(401);
    expect(refused.body.errors[0]).toMatchObject({ code: "INVALID_TOKEN" });
    expect(refused.body.errors[0].detail).toContain("revoked");
  });

  it("is one client's own", async () => {
    const { refresh_token } = (await signIn()).body;
    const theirs = await ask("token", {
      ...shop.demo.integration,
      grant_type: "refresh_token",
      refresh_token,
    });
    expect(theirs.status).toBe(400);
    expect((await renew(refresh_token)).status).toBe(200);
  });
});

describe("POST /oauth/revoke", () => {
  it("ends an access token, and no other", async () => {
    const [one, other] = [(await signIn()).body, (await signIn()).body];
    const revoked = await ask("revoke", { token: one.access_token });
    expect([revoked.status, revoked.body]).toEqual([200, {}]);
    expect((await listOf(one.access_token)).status).toBe(401);
    expect((await listOf(other.access_token)).status).toBe(200);
  });

  it("ends a sign-in by its refresh token", async () => {
    const { access_token, refresh_token } = (await signIn()).body;
    await ask("revoke", { token: refresh_token });
    expect((await listOf(access_token)).status).toBe(401);
    expect((await renew(refresh_token)).status).toBe(400);
  });

  it("leaves another client's token alone, and needs the client's own secret", async () => {
    const token = await shop.tokenOf(shop.demo.integration);
    expect((await ask("revoke", { token })).status).toBe(200);
    expect((await shop.call("GET", "customers", { token })).status).toBe(200);
    const wrong = await ask("revoke", { ...shop.demo.integration, client_secret: "no", token });
    expect(wrong.status).toBe(401);
  });
});

describe("a new password", () => {
  it("ends every sign-in before it, and none after", async () => {
    await shop.call("POST", "customers", {
      body: document("customers", { email: "moved@shop.example", password: "a good password" }),
    });
    const before = (await signIn("a good password", "moved@shop.example")).body;
    const path = `customers/${before.owner_id}`;
    const attributes = { password: "another good one" };
    const body = { data: { type: "customers", id: before.owner_id, attributes } };
    const changed = await shop.call("PATCH", path, { token: before.access_token, body });
    expect(changed.status).toBe(200);
    expect((await listOf(before.access_token)).status).toBe(401);
    expect((await renew(before.refresh_token)).status).toBe(400);
    const after = await signIn("another good one", "moved@shop.example");
    expect((await listOf(after.body.access_token)).status).toBe(200);
  });
});
