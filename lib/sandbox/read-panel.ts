import type { Merchant } from "../auth/merchant";
import type { PagePlace } from "../payments/page-cursor";
import { ok, type Result } from "../result";
import { listOurBook, numbersOfOrders, type OurBookPage, type OurOrder } from "./book-queries";
import { type ComparedOrder, compareBooks } from "./compare-books";
import type { Offers, SandboxClock, SandboxControl } from "./control";
import type { CallFault, PaymentFault } from "./fault";
import type { SandboxRefusal } from "./refusal";

export type Panel = {
  faults: readonly PaymentFault[];
  callFaults: readonly CallFault[];
  /** Of the orders that faults wait for, by id. */
  orderNumbers: ReadonlyMap<string, string>;
  clock: SandboxClock;
  offers: Offers;
  book: Omit<OurBookPage, "rows"> & { rows: readonly ComparedOrder<OurOrder>[] };
};

/** What the panel shows: two statements of ours, and what the sandbox says of itself. */
export async function readPanel(
  merchant: Merchant,
  control: SandboxControl,
  place: PagePlace,
): Promise<Result<Panel, SandboxRefusal>> {
  const [faults, callFaults, clock, offers, ours] = await Promise.all([
    control.listFaults(),
    control.listCallFaults(),
    control.readClock(),
    control.readOffers(),
    listOurBook(merchant, place),
  ]);
  if (!faults.ok) return faults;
  if (!callFaults.ok) return callFaults;
  if (!clock.ok) return clock;
  if (!offers.ok) return offers;
  const awaited = faults.value.faults.flatMap(({ match }) => match ?? []);
  const [theirs, orderNumbers] = await Promise.all([
    control.sumBook(ours.rows.map(({ orderId }) => orderId)),
    numbersOfOrders(merchant, [...new Set(awaited)]),
  ]);
  if (!theirs.ok) return theirs;
  return ok({
    faults: faults.value.faults,
    callFaults: callFaults.value.faults,
    orderNumbers,
    clock: clock.value,
    offers: offers.value,
    book: { ...ours, rows: compareBooks(ours.rows, theirs.value.sums) },
  });
}
