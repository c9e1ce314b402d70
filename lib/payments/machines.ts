import { checkMachine } from "../check-machine";
import { ORDER_TRANSITIONS } from "../orders/order-status";
import { PAYMENT_TRANSITIONS } from "../orders/payment-statuses";
import { SHIPMENT_TRANSITIONS } from "../orders/shipment";
import { TRANSACTION_TRANSITIONS } from "./transaction";

/** What is wrong with the tables that orders and payments move by; none where all are sound. */
export const faultsOfMachines = (): readonly string[] => [
  ...checkMachine("An order", ORDER_TRANSITIONS, { initial: ["draft"], ends: ["cancelled"] }),
  // Its end is never certain: a capture may follow a refund.
  ...checkMachine("A payment status", PAYMENT_TRANSITIONS, { initial: ["unpaid"], ends: [] }),
  ...checkMachine("A shipment", SHIPMENT_TRANSITIONS, {
    initial: ["draft"],
    ends: ["delivered", "cancelled"],
  }),
  ...checkMachine("A transaction", TRANSACTION_TRANSITIONS, {
    initial: ["requested"],
    ends: ["succeeded", "declined", "failed"],
  }),
];

/** Throws a sentence for each fault: nothing may be sold by a table that leads nowhere. */
export function assertMachines(): void {
  const faults = faultsOfMachines();
  if (faults.length > 0) throw new Error(`The transitions are not sound. ${faults.join(" ")}`);
}
