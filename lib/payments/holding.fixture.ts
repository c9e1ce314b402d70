import type { OrderId, PaymentSourceId, ProviderReference, TransactionId } from "../ids";
import { ok } from "../result";
import { decideAttempt } from "./decide-attempt";
import type { PaymentSource } from "./payment-source";
import type { PaymentStore } from "./store";
import { BY, nextId } from "./store-harness";
import { NOW, sourceFor } from "./test-state";
import type { TransactionStatus } from "./transaction";

let calls = 0;
const ids = {
  resource: () => nextId("T"),
  call: () => `00000000-0000-4000-8000-${String(++calls).padStart(12, "0")}`,
  secret: () => nextId("s"),
};

/** Begins an attempt to authorize what an order costs through the gateway `gateway`, and brings it to a status. */
export const holding =
  (payments: PaymentStore) =>
  async (orderId: OrderId, status: TransactionStatus): Promise<void> => {
    const begun = await payments.change(orderId, BY, NOW, (state) => {
      const id = nextId("Source") as PaymentSourceId;
      const gatewayId = "gateway" as PaymentSource["gatewayId"];
      const source = sourceFor(state, { id, gatewayId, returnToken: nextId("return") });
      const given = { source, isNewSource: true, operation: "authorize", places: false } as const;
      return decideAttempt(state, { ...given, now: NOW, ids });
    });
    if (!begun.ok || begun.value.kind !== "begun") throw new Error("It did not begin.");
    const id: TransactionId = begun.value.transaction.id;
    const isOver = status === "declined" || status === "failed";
    const set = {
      ...{ status, live: !isOver, reference: nextId("act_") as ProviderReference },
      ...(isOver || status === "succeeded" ? { settledAt: NOW, nextCheckAt: null } : {}),
      ...(status === "declined" ? { decline: { code: "card_declined", raw: "05" } as const } : {}),
    };
    await payments.change(orderId, BY, NOW, () =>
      ok({
        changes: [{ kind: "transaction_changed", id, from: "requested", set }],
        value: null,
      }),
    );
  };
