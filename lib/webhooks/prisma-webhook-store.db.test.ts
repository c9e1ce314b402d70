import { openTestDatabase } from "../../scripts/test-database";
import { addShop, second } from "../payments/payments.fixture";
import { createWebhookStore } from "./prisma-webhook-store";
import { webhookStoreContract } from "./webhook-store-contract";

webhookStoreContract("on PostgreSQL", async () => {
  const database = await openTestDatabase();
  await addShop(database.prisma);
  await database.prisma.gateway.create({
    data: {
      id: "other",
      type: "checkout_com_gateways",
      mode: "test",
      name: "Checkout.com UK",
      settings: {},
      credentialsEncrypted: "",
      forcePayments: false,
      createdAt: second(0),
      updatedAt: second(0),
    },
  });
  return {
    store: createWebhookStore(database.prisma),
    gatewayIds: ["gateway", "other"],
    close: () => database.close(),
  };
});
