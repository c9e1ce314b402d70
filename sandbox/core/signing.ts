/** How deliveries are signed, and how they look to somebody who delivers them in our place. */
import type { Delivery } from "./webhooks";

/** The headers of one attempt. `timestamp` is in seconds, of the real clock. */
export type Signer = (body: string, secret: string, timestamp: number) => Record<string, string>;

const signers = new Map<string, Signer>();
const STALE_SECONDS = 600;

/** A signer by name, since a stored delivery cannot hold a function. Called when a half loads. */
export function registerSigner(name: string, signer: Signer): void {
  signers.set(name, signer);
}

/** Null when nobody signs by that name. */
export function headersOf(delivery: Delivery, timestamp: number): Record<string, string> | null {
  const signer = signers.get(delivery.signer);
  if (signer === undefined) return null;
  return {
    "content-type": "application/json; charset=utf-8",
    ...delivery.headers,
    ...signer(delivery.body, delivery.secret, timestamp),
  };
}

/** A delivery as it would be sent at this moment. */
export interface HandedOver
  extends Pick<Delivery, "id" | "provider" | "eventId" | "eventType" | "url" | "body"> {
  headers: Record<string, string>;
  /** Rightly signed too, ten minutes ago. */
  staleHeaders: Record<string, string>;
}

export function handedOver(delivery: Delivery): HandedOver {
  const { id, provider, eventId, eventType, url, body } = delivery;
  const now = Math.floor(Date.now() / 1000);
  const headers = headersOf(delivery, now) ?? {};
  const staleHeaders = headersOf(delivery, now - STALE_SECONDS) ?? {};
  return { id, provider, eventId, eventType, url, body, headers, staleHeaders };
}
