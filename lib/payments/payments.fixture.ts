import type { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import type { PrismaClient } from "@/lib/db/client";
import type { TransactionKind, TransactionStatus } from "./transaction";

/** Rows to read in tests: one shop with a gateway, and payments in whatever state a test names. */
export const MERCHANT = {
  id: "UUUUUUUUUU",
  name: "Ines Koch",
  email: "ines@halden.example",
  role: "viewer",
  organization: { name: "Halden", timeZone: "Europe/Berlin" },
} as Merchant;

const START = Date.UTC(2026, 10, 20, 12);
export const second = (seconds: number) => new Date(START + seconds * 1000);
const created = { createdAt: second(0), updatedAt: second(0) };

export async function addShop(db: PrismaClient): Promise<void> {
  await db.market.create({
    data: {
      id: "market",
      number: 1,
      code: "eu",
      name: "Europe",
      currencyCode: "EUR",
      taxIncluded: true,
      ...created,
    },
  });
  await db.gateway.create({
    data: {
      id: "gateway",
      type: "checkout_com_gateways",
      mode: "test",
      name: "Checkout.com EU",
      settings: {},
      credentialsEncrypted: "",
      forcePayments: false,
      ...created,
    },
  });
  await db.user.create({
    data: {
      id: MERCHANT.id,
      email: MERCHANT.email,
      name: MERCHANT.name,
      passwordHash: "",
      role: "viewer",
      ...created,
    },
  });
}

export type PaymentGiven = {
  id: string;
  /** Seconds after the start; also orders the list. */
  at: number;
  orderId?: string;
  amountMinor?: number;
  instrument?: Prisma.InputJsonObject;
  attributes?: Prisma.InputJsonObject;
  customer?: { name: string; email: string };
  transactions?: readonly TransactionGiven[];
};
export type TransactionGiven = {
  id: string;
  kind: TransactionKind;
  status: TransactionStatus;
  amountMinor?: number;
  attempt?: number;
  at?: number;
  declineCode?: string;
  declineRaw?: string;
  supersededAt?: Date;
};

export async function addOrder(db: PrismaClient, id: string, given: PaymentGiven): Promise<void> {
  if ((await db.order.count({ where: { id } })) > 0) return;
  const { customer } = given;
  const person = customer?.name.split(" ") ?? [];
  const address = {
    id: `a-${id}`,
    line1: "Street 1",
    city: "Berlin",
    countryCode: "DE",
    ...created,
  };
  if (customer !== undefined) {
    const names = { firstName: person[0] ?? null, lastName: person[1] ?? null };
    await db.address.create({ data: { ...address, ...names } });
    await db.customer.create({
      data: { id: `c-${id}`, mode: "test", email: customer.email, ...created },
    });
  }
  await db.order.create({
    data: {
      id,
      token: `token-${id}`,
      mode: "test",
      marketId: "market",
      customerId: customer === undefined ? null : `c-${id}`,
      shippingAddressId: customer === undefined ? null : address.id,
      status: "pending",
      paymentStatus: "unpaid",
      currencyCode: "EUR",
      taxIncluded: true,
      taxRate: 0.19,
      totalMinor: given.amountMinor ?? 6500,
      ...created,
    },
  });
}

export async function addPayment(db: PrismaClient, given: PaymentGiven): Promise<void> {
  const orderId = given.orderId ?? `o-${given.id}`;
  await addOrder(db, orderId, given);
  const amountMinor = given.amountMinor ?? 6500;
  await db.paymentSource.create({
    data: {
      id: given.id,
      type: "checkout_com_payments",
      orderId,
      gatewayId: "gateway",
      mode: "test",
      reference: `pay_${given.id}`,
      attributes: given.attributes ?? {},
      ...(given.instrument === undefined ? {} : { instrument: given.instrument }),
      amountMinor,
      currencyCode: "EUR",
      returnToken: `return-${given.id}`,
      createdAt: second(given.at),
      updatedAt: second(given.at),
    },
  });
  for (const transaction of given.transactions ?? []) {
    await addTransaction(
      db,
      { orderId, sourceId: given.id, amountMinor, at: given.at },
      transaction,
    );
  }
}

async function addTransaction(
  db: PrismaClient,
  payment: { orderId: string; sourceId: string; amountMinor: number; at: number },
  given: TransactionGiven,
): Promise<void> {
  const requestedAt = second(given.at ?? payment.at);
  const isSettled = ["succeeded", "declined", "failed"].includes(given.status);
  await db.transaction.create({
    data: {
      id: given.id,
      orderId: payment.orderId,
      sourceId: payment.sourceId,
      gatewayId: "gateway",
      kind: given.kind,
      status: given.status,
      amountMinor: given.amountMinor ?? payment.amountMinor,
      currencyCode: "EUR",
      attempt: given.kind === "authorization" ? (given.attempt ?? 1) : null,
      declineCode: given.declineCode ?? null,
      declineRaw: given.declineRaw ?? null,
      supersededAt: given.supersededAt ?? null,
      requestedAt,
      settledAt: isSettled ? requestedAt : null,
      createdAt: requestedAt,
      updatedAt: requestedAt,
    },
  });
}

export type EventGiven = {
  name: string;
  at: number;
  orderId: string;
  resource: { type: string; id: string };
  actor: { kind: string; id: string | null };
  changes?: Prisma.InputJsonObject;
};

export async function addEvents(db: PrismaClient, events: readonly EventGiven[]): Promise<void> {
  for (const event of events) {
    await db.event.create({
      data: {
        occurredAt: second(event.at),
        name: event.name,
        resourceType: event.resource.type,
        resourceId: event.resource.id,
        orderId: event.orderId,
        actorKind: event.actor.kind,
        actorId: event.actor.id,
        traceId: "4f1c9a".padEnd(64, "0"),
        changes: event.changes ?? {},
      },
    });
  }
}
