import type { GatewayId } from "@/lib/ids";
import { orderStoreContract } from "@/lib/orders/order-store-contract";
import { EUR, nextId, type OrderStoreUnderTest, SHOP } from "@/lib/orders/order-store-harness";
import { holding } from "@/lib/payments/holding.fixture";
import type { PaymentMethod } from "@/lib/payments/payment-method";

import { MemoryDatabase } from "./memory-database";
import { createMemoryOrderStore } from "./memory-order-store";
import { createMemoryPaymentStore } from "./memory-payment-store";

async function open(): Promise<OrderStoreUnderTest> {
  const database = new MemoryDatabase();
  const { market, deliveryMethods } = SHOP;
  const skus = SHOP.skus.map((sku) => ({ ...sku, description: null, imageUrl: null }));
  database.shop = { market, deliveryMethods, skus };
  const method: Omit<PaymentMethod, "id" | "name" | "feeMinor"> = {
    gatewayId: "gateway" as GatewayId,
    sourceType: "checkout_com_payments",
    description: null,
    currency: EUR,
    autoPlace: false,
    autoCapture: false,
    autoCaptureMaxMinor: null,
    isEnabled: true,
  };
  database.methods = [
    { ...method, id: SHOP.paymentMethodId, name: "Card", feeMinor: 0 },
    { ...method, ...SHOP.invoice, name: "Invoice" },
  ];
  const pause = () => Promise.resolve();
  const payments = createMemoryPaymentStore(database, pause);
  return {
    store: createMemoryOrderStore(database, { resource: () => nextId("R") }, pause),
    payments,
    hold: holding(payments),
    eventNames: async (orderId) =>
      database.events.filter((event) => event.orderId === orderId).map(({ name }) => name),
    close: async () => {},
  };
}

orderStoreContract("in memory", open);
