// Beside the stores, because it needs both: orders know nothing of payments.
import { orderStoreContract } from "@/lib/orders/order-store-contract";
import { nextId, type OrderStoreUnderTest, SHOP } from "@/lib/orders/order-store-harness";
import { createOrderStore } from "@/lib/orders/prisma-order-store";
import { holding } from "@/lib/payments/holding.fixture";
import { addShop, second } from "@/lib/payments/payments.fixture";
import { createPaymentStore } from "@/lib/payments/prisma-payment-store";
import { encrypt } from "@/lib/secrets";
import { openTestDatabase } from "../../scripts/test-database";

const created = { createdAt: second(0), updatedAt: second(0) };

async function open(): Promise<OrderStoreUnderTest> {
  const database = await openTestDatabase();
  const { address, prisma: db } = database;
  Object.assign(process.env, {
    ...("url" in address
      ? { DATABASE_URL: address.url }
      : { EMBEDDED_DATABASE_SOCKET: address.socketDirectory }),
    KASSA_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    KASSA_INSTALLATION_ID: "installation-of-tests",
    NEXTAUTH_SECRET: "n".repeat(40),
    API_TOKEN_SECRET: "t".repeat(40),
  });
  await addShop(db);
  await fill(db);
  const payments = createPaymentStore(db, () => []);
  const ids = { resource: () => nextId("R"), call: () => nextId("c"), secret: () => nextId("s") };
  return {
    store: createOrderStore(db, ids),
    payments,
    hold: holding(payments),
    eventNames: async (orderId) => {
      const events = await db.event.findMany({ where: { orderId }, orderBy: { sequence: "asc" } });
      return events.map(({ name }) => name);
    },
    close: () => database.close(),
  };
}

type Database = Awaited<ReturnType<typeof openTestDatabase>>["prisma"];

async function fill(db: Database): Promise<void> {
  await db.gateway.updateMany({ data: { credentialsEncrypted: encrypt({}) } });
  const { marketId, taxRate } = SHOP.market;
  await db.marketTaxRate.create({ data: { marketId, currencyCode: "EUR", rate: taxRate } });
  for (const [position, { ships, unitMinor, ...sku }] of SHOP.skus.entries()) {
    await db.sku.create({ data: { ...sku, doNotShip: !ships, position, ...created } });
    const price = { id: `price-${sku.id}`, skuId: sku.id, currencyCode: "EUR" };
    await db.price.create({ data: { ...price, amountMinor: unitMinor, ...created } });
  }
  for (const [position, { currency, ...method }] of SHOP.deliveryMethods.entries()) {
    const row = { ...method, marketId, currencyCode: currency, position };
    await db.shippingMethod.create({ data: { ...row, ...created } });
  }
  const method = {
    ...{ marketId, gatewayId: "gateway", paymentSourceType: "checkout_com_payments" },
    ...{ currencyCode: "EUR", ...created },
  };
  const { id, feeMinor: priceMinor } = SHOP.invoice;
  await db.paymentMethod.createMany({
    data: [
      { ...method, id: SHOP.paymentMethodId, name: "Card" },
      { ...method, id, name: "Invoice", priceMinor },
    ],
  });
}

orderStoreContract("on PostgreSQL", open);
