import type { Context } from "../core/context";

/** Registered with `PUT /_control/external-merchants/:id`. */
export type Merchant = {
  id: string;
  shared_secret: string;
  /** Where what is decided later is told; null where nobody listens. */
  callback_url: string | null;
};

export function findMerchant(context: Context, id: string): Merchant | null {
  return context.store.get<Merchant>("external.merchants", id) ?? null;
}
