import type { GatewayType } from "../gateway-types";
import type { JsonObject } from "../json";
import { gatewayOf } from "./deciding";
import type { FollowUpParts } from "./follow-up";
import type { PaymentState, StoredTransaction } from "./store";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** For how many days a provider holds what a bank has approved online. Sources: the providers' own documentation. */
const DAYS_OF: Partial<Record<GatewayType, number | null>> = {
  stripe_gateways: 7,
  checkout_com_gateways: 7,
  manual_gateways: null,
};
const DAYS_DEFAULT = 7;

/** What a gateway's settings say (`authorization_days`), else what its provider does. Null: nobody holds anything. */
export function authorizationDaysOf(type: GatewayType, settings: JsonObject): number | null {
  const { authorization_days: days } = settings;
  const isSet = typeof days === "number" && Number.isInteger(days) && days > 0;
  if (isSet) return days;
  const usual = DAYS_OF[type];
  return usual === undefined ? DAYS_DEFAULT : usual;
}

export const expiryOf = (authorizedAt: Date, days: number): Date =>
  new Date(authorizedAt.getTime() + days * DAY_MS);

/** A provider lets go by its own clock, and not on the second. */
const ASKED_AFTER_MS = HOUR_MS;
/** Some banks hold longer than is usual, but none for more than a month. */
const TIMES = [1, 2, 4] as const;

/**
 * When a provider is to be asked whether it still holds what nobody captured: once that should be over, and twice more
 * where it was not. Null: there is nothing more to ask.
 */
export function expiryCheckAt(authorizedAt: Date, days: number, now: Date): Date | null {
  for (const times of TIMES) {
    const atMs = expiryOf(authorizedAt, days * times).getTime() + ASKED_AFTER_MS;
    if (atMs > now.getTime()) return new Date(atMs);
  }
  return null;
}

/** Where the provider did not answer. */
export const askedAgainAt = (now: Date): Date => new Date(now.getTime() + HOUR_MS);

/** Of an authorization that has just succeeded: it is asked about, where its provider can be asked. */
export function checkedAfterExpiry(
  state: PaymentState,
  heard: {
    after: StoredTransaction;
    /** What the provider had done with it already. */
    found: readonly StoredTransaction[];
    follow: Pick<FollowUpParts, "capabilities"> | null;
    now: Date;
  },
): Pick<Partial<StoredTransaction>, "nextCheckAt"> {
  const { after, found, follow, now } = heard;
  const gateway = gatewayOf(state, after.gatewayId);
  if (!isHeldUntouched({ transactions: found }, after) || !gateway) return {};
  if (follow?.capabilities.retrieve !== true) return {};
  const days = authorizationDaysOf(gateway.type, gateway.config);
  return days === null ? {} : { nextCheckAt: expiryCheckAt(now, days, now) };
}

/** Money that is held and that nobody has begun to take or to let go. */
export const isHeldUntouched = (
  { transactions }: Pick<PaymentState, "transactions">,
  { id, kind, status, live }: StoredTransaction,
): boolean =>
  kind === "authorization" &&
  status === "succeeded" &&
  live &&
  !transactions.some((each) => each.parentId === id && each.status === "succeeded");
