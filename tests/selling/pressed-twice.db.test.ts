// What the admin's forms do when they are sent twice, on the same use cases that they call.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deps } from "@/lib/deps";
import { type ApiShop, openApiShop } from "../api/shop";

const USER = { kind: "user", id: "usr-owner" } as const;

let shop: ApiShop;
let deps: Deps;
beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("@/lib/parts");
  deps = await parts(USER);
}, 180_000);
afterAll(() => shop?.close());

const eventsOf = async (resourceId: string) => {
  const { prisma } = await import("@/lib/db/client");
  const orderBy = { sequence: "asc" } as const;
  return prisma().event.findMany({ where: { resourceId }, orderBy });
};

describe("a gateway's form", () => {
  it("sent twice makes one gateway, and one line in the history, by the person who sent it", async () => {
    const { createGateway } = await import("@/lib/gateways/save-gateway");
    const id = deps.ids.resource();
    const given = { name: "Twice", config: {} };
    const input = { type: "external_gateways", mode: "test", given, checks: false, id } as const;
    const made = await Promise.all([createGateway(deps, input), createGateway(deps, input)]);
    expect(made.map(({ ok }) => ok)).toEqual([true, true]);
    const told = await eventsOf(id);
    expect(told.map(({ name, actorKind, actorId }) => [name, actorKind, actorId])).toEqual([
      ["gateway.created", "user", "usr-owner"],
    ]);
  });

  it("that renews a secret keeps the one before once: a second press changes nothing", async () => {
    const { createGateway } = await import("@/lib/gateways/save-gateway");
    const { readSharedSecret, renewSharedSecret } = await import("@/lib/gateways/signing-secret");
    const { findGateway } = await import("@/lib/gateways/gateway-store");
    const given = { name: "Renewed", config: {} };
    const type = "external_gateways";
    const made = await createGateway(deps, { type, mode: "test", given, checks: false });
    if (!made.ok) throw new Error("It is made.");
    const first = await readSharedSecret(made.value);
    if (!first.ok) throw new Error("It has a secret.");
    const seenEnd = first.value.secret.slice(-4);
    const renew = () => renewSharedSecret(deps, made.value, { seenEnd });
    const pressed = await Promise.all([renew(), renew()]);
    expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
    const now = await findGateway(made.value);
    expect(now?.credentials.shared_secret_previous).toBe(first.value.secret);
    const told = JSON.stringify(await eventsOf(made.value.id), (_, value) => String(value));
    expect(told).not.toContain(first.value.secret);
  });

  it("keeps what the provider last said of the keys, and forgets it when they are taken", async () => {
    const { changeGateway, createGateway } = await import("@/lib/gateways/save-gateway");
    const { prisma } = await import("@/lib/db/client");
    const type = "stripe_gateways";
    const given = { name: "Checked", config: { login: "sk_test_short" } };
    const made = await createGateway(deps, { type, mode: "test", given, checks: false });
    if (!made.ok) throw new Error("It is made.");
    const row = () => prisma().gateway.findUniqueOrThrow({ where: { id: made.value.id } });
    expect((await row()).checkedAt).toBeNull();
    const nothing = { given: { config: {} }, checks: true, renewsSecret: false };
    expect(await changeGateway(deps, made.value, nothing)).toMatchObject({ ok: false });
    expect(await row()).toMatchObject({ checkCode: "provider_unauthorized" });
    const config = { login: "sk_test_PressedTwice0000001" };
    const right = { given: { config }, checks: true, renewsSecret: false };
    expect(await changeGateway(deps, made.value, right)).toMatchObject({ ok: true });
    expect(await row()).toMatchObject({ checkCode: null, checkDetail: null });
    expect((await row()).checkedAt).not.toBeNull();
  });

  it("clears a setting that stands for what is usual, and tells it", async () => {
    const { changeGateway, createGateway } = await import("@/lib/gateways/save-gateway");
    const type = "external_gateways";
    const given = { name: "Days", config: { authorization_days: 5, timeout_ms: 5000 } };
    const made = await createGateway(deps, { type, mode: "test", given, checks: false });
    if (!made.ok) throw new Error("It is made.");
    const config = { authorization_days: null, timeout_ms: null };
    const change = { given: { config }, checks: false, renewsSecret: false };
    expect(await changeGateway(deps, made.value, change)).toMatchObject({ ok: true });
    const [, told] = await eventsOf(made.value.id);
    expect(told?.changes).toEqual({ authorization_days: [5, null], timeout_ms: [5000, null] });
  });
});

describe("a payment method's form", () => {
  async function marketWith(count: number) {
    const { createMethod } = await import("@/lib/methods/save-method");
    const { prisma } = await import("@/lib/db/client");
    const name = `Market ${deps.ids.resource()}`;
    const body = { data: { type: "markets", attributes: { name } } };
    const market = (await shop.call("POST", "markets", { body })).body.data.id as string;
    const gateway = {
      id: shop.demo.gateways.external_gateways.id,
      type: "external_gateways",
      mode: "test",
    } as const;
    const ids = Array.from({ length: count }, () => deps.ids.resource());
    for (const [at, id] of ids.entries()) {
      const given = { name: `Way ${at}`, marketId: market, gateway, description: "Words" };
      const key = { id, mode: "test" } as const;
      expect(await createMethod(deps, key, { ...given, feeMinor: 0 })).toMatchObject({ ok: true });
    }
    const order = async () => {
      const where = { marketId: market };
      const orderBy = [{ position: "asc" }, { id: "asc" }] as const;
      return (await prisma().paymentMethod.findMany({ where, orderBy: [...orderBy] })).map(
        (method) => method.id,
      );
    };
    return { market, ids, order, gateway };
  }

  it("sent twice makes one method with the words that shoppers read", async () => {
    const { createMethod } = await import("@/lib/methods/save-method");
    const { prisma } = await import("@/lib/db/client");
    const { market, ids, order, gateway } = await marketWith(1);
    const [id = ""] = ids;
    const again = { name: "Other", marketId: market, gateway, feeMinor: 0 };
    const key = { id, mode: "test" } as const;
    expect(await createMethod(deps, key, again)).toMatchObject({ ok: true });
    expect(await order()).toEqual(ids);
    const row = await prisma().paymentMethod.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ name: "Way 0", description: "Words" });
    expect((await eventsOf(id)).map(({ name }) => name)).toEqual(["payment_method.created"]);
  });

  it("moves one up once, also where two stand at the same place", async () => {
    const { moveMethod } = await import("@/lib/methods/save-method");
    const { prisma } = await import("@/lib/db/client");
    const { market, ids, order } = await marketWith(4);
    await prisma().paymentMethod.updateMany({ where: { marketId: market }, data: { position: 3 } });
    const [, second = "", third = "", fourth = ""] = await order();
    const first = ids.find((id) => ![second, third, fourth].includes(id)) ?? "";
    const move = { marketId: market, upperId: second, lowerId: third };
    expect(await moveMethod(deps, move)).toMatchObject({ ok: true });
    expect(await order()).toEqual([first, third, second, fourth]);
    expect(await moveMethod(deps, move)).toMatchObject({
      ok: false,
      error: { code: "illegal_transition" },
    });
    expect(await order()).toEqual([first, third, second, fourth]);
    expect((await eventsOf(third)).at(-1)).toMatchObject({
      name: "payment_method.moved",
      actorKind: "user",
    });
  });

  it("that captures what nobody but a person can see arrive is refused at that place", async () => {
    const { changeMethod } = await import("@/lib/methods/save-method");
    const { createGateway } = await import("@/lib/gateways/save-gateway");
    const { ids } = await marketWith(1);
    const given = { name: "Transfer", config: { instructions: "IBAN DE02" } };
    const type = "manual_gateways";
    const made = await createGateway(deps, { type, mode: "test", given, checks: true });
    if (!made.ok) throw new Error("It is made.");
    const key = { id: ids[0] ?? "", mode: "test" } as const;
    const change = { gateway: made.value, autoCapture: true };
    const refused = await changeMethod(deps, key, change);
    expect(refused).toMatchObject({ ok: false, error: { issues: [{ path: "auto_capture" }] } });
    const taken = await changeMethod(deps, key, { ...change, autoCapture: false });
    expect(taken).toMatchObject({ ok: true });
  });

  it("reaches no method of another mode", async () => {
    const { changeMethod, deleteMethod } = await import("@/lib/methods/save-method");
    const { ids, order } = await marketWith(1);
    const key = { id: ids[0] ?? "", mode: "live" } as const;
    expect(await changeMethod(deps, key, { name: "Mine" })).toMatchObject({
      ok: false,
      error: { code: "not_found" },
    });
    expect(await deleteMethod(deps, key)).toMatchObject({ ok: false });
    expect(await order()).toEqual(ids);
  });
});
