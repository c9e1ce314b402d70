import { randomBytes, randomUUID } from "node:crypto";

declare const brand: unique symbol;
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type OrderId = Branded<string, "OrderId">;
export type PaymentSourceId = Branded<string, "PaymentSourceId">;
export type TransactionId = Branded<string, "TransactionId">;
export type GatewayId = Branded<string, "GatewayId">;
/** The id that the provider gave (Stripe `pi_…`, Checkout.com `pay_…`). Opaque to us. */
export type ProviderReference = Branded<string, "ProviderReference">;
export type IdempotencyKey = Branded<string, "IdempotencyKey">;

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ID_LENGTH = 10;
// 52 letters fit four times into a byte; larger bytes are thrown away, so that each letter is equally likely.
const BYTE_LIMIT = 208;

/** A resource's public id: ten random letters, as in the API that ours is compatible with. */
export function randomLetters(): string {
  let id = "";
  while (id.length < ID_LENGTH) {
    for (const byte of randomBytes(ID_LENGTH * 2)) {
      if (byte < BYTE_LIMIT && id.length < ID_LENGTH) id += LETTERS[byte % LETTERS.length];
    }
  }
  return id;
}

/** 192 random bits for addresses that must not be guessed (an order's token). URL-safe. */
export const randomToken = (): string => randomBytes(24).toString("base64url");

/** 64 hexadecimal digits: ties the events of one request together. */
export const newTraceId = (): string => randomBytes(32).toString("hex");

/** Where use cases take their ids from; the simulation hands in a seeded one. */
export type Ids = {
  /** Ten letters: orders, sources, transactions. */
  resource(): string;
  /** A V4 UUID: provider calls, whose id is the provider's idempotency key. */
  call(): string;
  /** Unguessable: order tokens, return tokens. */
  secret(): string;
};

export const systemIds: Ids = { resource: randomLetters, call: randomUUID, secret: randomToken };
