import type { GatewayId, OrderId } from "@/lib/ids";
import { CLOSED } from "@/lib/payments/circuit";
import { paymentStoreContract } from "@/lib/payments/payment-store-contract";
import type { StoreUnderTest } from "@/lib/payments/store-harness";
import { emptyState } from "@/lib/payments/test-state";
import { MemoryDatabase } from "./memory-database";
import { createMemoryPaymentStore } from "./memory-payment-store";

async function open(): Promise<StoreUnderTest> {
  const database = new MemoryDatabase();
  database.gateways = [
    {
      id: "gateway" as GatewayId,
      type: "checkout_com_gateways",
      mode: "test",
      name: "Checkout.com EU",
      config: {},
      forcePayments: false,
      isEnabled: true,
      circuit: CLOSED,
    },
  ];
  return {
    store: createMemoryPaymentStore(database, () => Promise.resolve()),
    addOrder: async (id) =>
      database.addOrder(emptyState({ id: id as OrderId, token: `token-${id}` }).order),
    eventNames: async (orderId) =>
      database.events.filter((event) => event.orderId === orderId).map(({ name }) => name),
    outgoingTopics: async (orderId) =>
      database.outgoing.filter((event) => event.orderId === orderId).map(({ topic }) => topic),
    close: async () => {},
  };
}

paymentStoreContract("in memory", open);
