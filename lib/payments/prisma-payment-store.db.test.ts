import { openTestDatabase } from "../../scripts/test-database";
import { encrypt } from "../secrets";
import { paymentStoreContract } from "./payment-store-contract";
import { addOrder, addShop, second } from "./payments.fixture";
import { createPaymentStore } from "./prisma-payment-store";
import type { StoreUnderTest } from "./store-harness";

async function open(): Promise<StoreUnderTest> {
  const database = await openTestDatabase();
  const { address } = database;
  // What the gateway's credentials are opened with.
  Object.assign(process.env, {
    ...("url" in address
      ? { DATABASE_URL: address.url }
      : { EMBEDDED_DATABASE_SOCKET: address.socketDirectory }),
    KASSA_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    KASSA_INSTALLATION_ID: "installation-of-tests",
    NEXTAUTH_SECRET: "n".repeat(40),
    API_TOKEN_SECRET: "t".repeat(40),
  });
  const db = database.prisma;
  await addShop(db);
  await db.gateway.updateMany({ data: { credentialsEncrypted: encrypt({}) } });
  await db.sku.create({
    data: {
      id: "sku",
      code: "MUG",
      name: "Mug",
      position: 1,
      createdAt: second(0),
      updatedAt: second(0),
    },
  });
  return {
    store: createPaymentStore(db, () => []),
    addOrder: async (id) => {
      const customer = { name: "Mara Vogel", email: `${id}@example.com` };
      await addOrder(db, id, { id, at: 0, customer });
      await db.lineItem.create({
        data: {
          id: `line-${id}`,
          orderId: id,
          skuId: "sku",
          skuCode: "MUG",
          itemType: "skus",
          name: "Mug",
          quantity: 1,
          currencyCode: "EUR",
          unitMinor: 6500,
          totalMinor: 6500,
          createdAt: second(0),
          updatedAt: second(0),
        },
      });
    },
    eventNames: async (orderId) => {
      const events = await db.event.findMany({ where: { orderId }, orderBy: { sequence: "asc" } });
      return events.map(({ name }) => name);
    },
    outgoingTopics: async (orderId) => {
      const events = await db.outgoingEvent.findMany({ where: { orderId } });
      return events.map(({ topic }) => topic);
    },
    close: () => database.close(),
  };
}

paymentStoreContract("on PostgreSQL", open);
