// So many requests of one seed against a shop of their own, and what was wrong.
import fc from "fast-check";
import { openApiShop } from "../api/shop";
import { worldOf } from "../attributes/world";
import type { Case } from "./case";
import { casesOf } from "./cases";
import { watchChanges } from "./changes";
import { factsOf } from "./facts";
import { senderOf } from "./send";

/** `seed` and `cases` of the share that shows it again. */
export type Violation = { seed: number; cases: number; complaint: string; smallest: Case };
export type Tally = {
  cases: number;
  byKind: Record<string, number>;
  byStatus: Record<string, number>;
  violations: Violation[];
};

/** One property is checked on so many; a violation ends it, and the next goes on. */
const BATCH = 250;
const VIOLATIONS_MAX = 12;

export async function fuzz({ cases, seed }: { cases: number; seed: number }): Promise<Tally> {
  const shop = await openApiShop();
  const { parts } = await import("@/lib/parts");
  const world = worldOf(shop, await parts({ kind: "system", id: null, traceId: "0".repeat(64) }));
  const facts = await factsOf(world);
  const otherIds = await liveRows(world);
  const changes = await watchChanges(shop);
  const send = senderOf({ shop, changes, otherIds });
  const tally: Tally = { cases: 0, byKind: {}, byStatus: {}, violations: [] };
  const count = (counts: Record<string, number>, name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  for (let done = 0; done < cases && tally.violations.length < VIOLATIONS_MAX; done += BATCH) {
    let isShrinking = false;
    const property = fc.asyncProperty(casesOf(facts), async (sent) => {
      const { answer, complaints } = await send(sent);
      if (!isShrinking) {
        tally.cases += 1;
        const outcome = answer.status < 400 ? "accepted" : "refused";
        count(tally.byKind, `${sent.kind} by ${sent.caller}, ${outcome}`);
        count(tally.byStatus, String(answer.status));
      }
      const [complaint] = complaints;
      if (complaint === undefined) return;
      isShrinking = true;
      throw new Error(complaint);
    });
    const own = seed * 1_000 + done / BATCH;
    const numRuns = Math.min(BATCH, cases - done);
    const found = await fc.check(property, { seed: own, numRuns, interruptAfterTimeLimit: 60_000 });
    const [smallest] = found.counterexample ?? [];
    if (!smallest) continue;
    const error = found.errorInstance;
    const complaint = error instanceof Error ? error.message : String(error);
    tally.violations.push({ seed, cases: done + numRuns, complaint, smallest });
  }
  await shop.close();
  return tally;
}

/** Rows of the live mode, which a token of the test mode must never see. */
async function liveRows(world: ReturnType<typeof worldOf>): Promise<readonly string[]> {
  const [order, placed] = [await world.newOrder(), await world.newOrder()];
  const { prisma } = world.shop.database;
  const ids = [order, placed];
  await prisma.order.updateMany({ where: { id: { in: ids } }, data: { mode: "live" } });
  const lines = await prisma.lineItem.findMany({ where: { orderId: { in: ids } } });
  return [...ids, ...lines.map(({ id }) => id)];
}
