/** Scenarios of the payment search, by which a shop lists the payments of a period. */
import { expect } from "vitest";
import { z } from "zod";
import { ours, type Scenario } from "./checkout-com-scenario";
import { idOf, pay, refusal, until, type World } from "./checkout-com-world";

/** The members that the SDK's own example of an answer has, of those that reconciliation reads. */
const answerSchema = z.looseObject({
  data: z.array(
    z.looseObject({
      id: z.string().regex(/^pay_/),
      requested_on: z.iso.datetime(),
      amount: z.number(),
      currency: z.string(),
      status: z.string().regex(/^[a-z_]+$/),
      metadata: z.record(z.string(), z.unknown()),
      actions: z.array(
        z.looseObject({
          id: z.string().regex(/^act_/),
          type: z.string(),
          processed_on: z.iso.datetime(),
          status: z.enum(["Approved", "Pending", "Declined"]),
          amount: z.number(),
        }),
      ),
    }),
  ),
  _links: z.looseObject({ next: z.looseObject({ href: z.string() }) }).optional(),
});

const search = async (world: World, body: object) =>
  answerSchema.parse(await world.sdk.payments.search(body));

export const searchScenarios: Scenario[] = [
  ours("lists what was done to each payment, newest first, with its amounts", async (world) => {
    const id = idOf(await pay(world, { metadata: { order: "1" } }));
    await world.sdk.payments.capture(id, { amount: 4000, reference: "capture-1" });
    await until(world, id, "Partially Captured");
    await world.sdk.payments.refund(id, { amount: 1500 });
    await until(world, id, "Partially Refunded");
    const { data, _links } = await search(world, { limit: 10 });
    expect(data).toMatchObject([
      {
        id,
        status: "partially_refunded",
        metadata: { order: "1" },
        actions: [
          { type: "Refund", status: "Approved", amount: 1500 },
          { type: "Capture", status: "Approved", amount: 4000, reference: "capture-1" },
          { type: "Authorization", status: "Approved", amount: 6500 },
        ],
      },
    ]);
    expect(_links).toBeUndefined();
  }),
  ours("shows what is accepted and not decided, and what was declined", async (world) => {
    await pay(world, { number: "4544249167673670" });
    const id = idOf(await pay(world));
    await world.sdk.payments.void(id, {});
    const { data } = await search(world, {});
    expect(data).toMatchObject([
      { actions: [{ type: "Void", status: "Pending" }, { status: "Approved" }] },
      { status: "declined", actions: [{ type: "Authorization", status: "Declined" }] },
    ]);
  }),
  ours("finds the payments of a span of time alone", async (world) => {
    await pay(world);
    await world.control("/clock", { advanceMs: 60_000 });
    const second = idOf(await pay(world));
    const found = await search(world, { limit: 10 });
    const at = found.data.find(({ id }) => id === second)?.requested_on ?? "";
    const near = (ms: number) => new Date(Date.parse(at) + ms).toISOString();
    const span = { from: near(-30_000), to: near(30_000) };
    expect((await search(world, span)).data.map(({ id }) => id)).toEqual([second]);
    expect((await search(world, { from: near(30_000), to: near(60_000) })).data).toEqual([]);
    const half = await refusal(world.sdk.payments.search({ from: span.from }));
    expect(half).toEqual({ status: 422, codes: ["to_required"] });
  }),
  ours("goes on at the next link where one page does not hold all", async (world) => {
    const made = [await pay(world), await pay(world), await pay(world)].map(idOf).reverse();
    const first = await search(world, { limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual(made.slice(0, 2));
    const { pathname, search: token } = new URL(first._links?.next.href ?? "");
    const answer = await fetch(`${world.host}${pathname}${token}`, {
      headers: { authorization: world.secretKey },
    });
    const second = answerSchema.parse(await answer.json());
    expect(second.data.map(({ id }) => id)).toEqual(made.slice(2));
    expect(second._links).toBeUndefined();
  }),
];
