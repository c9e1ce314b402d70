/** 3DS challenges: one page for both card providers, each of which says what an outcome means. */
import type { Context } from "./context";
import { registerTask } from "./tasks";

export type ChallengeOutcome = "complete" | "fail" | "cancel";
export type ChallengeProvider = "stripe" | "checkout_com";

export interface Challenge {
  id: string;
  provider: ChallengeProvider;
  account: string;
  /** `pi_…` or `pay_…`. */
  paymentId: string;
  merchantName: string;
  /** As written on the page: "Visa". */
  cardBrand: string;
  last4: string;
  amountMinor: number;
  /** Upper case. */
  currency: string;
  /** Milliseconds by the sandbox's clock. */
  createdAt: number;
  expiresAt: number;
  state: "open" | "settled" | "expired";
  outcome: ChallengeOutcome | null;
  /**
   * Where the browser was sent, once settled: the same answer again for a reload or a second tab.
   */
  redirectTo: string | null;
}

export interface ChallengeRules {
  /** Applies the outcome (in one batch with the challenge) and says where the browser goes. */
  settle(context: Context, challenge: Challenge, outcome: ChallengeOutcome): { redirectTo: string };
  /** Called when nobody answered in time. */
  expire?(context: Context, challenge: Challenge): void;
}

const CHALLENGES = "challenges";
const EXPIRES_AFTER_MS = 15 * 60 * 1000;
const rules = new Map<ChallengeProvider, ChallengeRules>();

export function registerChallengeProvider(provider: ChallengeProvider, own: ChallengeRules): void {
  rules.set(provider, own);
}

export type NewChallenge = Pick<
  Challenge,
  "provider" | "account" | "paymentId" | "cardBrand" | "last4" | "amountMinor" | "currency"
> & { merchantName?: string; id?: string };

/** A new open challenge; `challengeUrl` is the page. It ends by itself after 15 minutes. */
export function createChallenge(context: Context, challenge: NewChallenge): Challenge {
  const id = challenge.id ?? context.ids.base62("3ds_", 32);
  const createdAt = context.now();
  context.tasks.schedule({
    kind: "challenge.expires",
    dueAt: createdAt + EXPIRES_AFTER_MS,
    payload: { challenge: id },
  });
  return context.store.put<Challenge>(CHALLENGES, id, {
    merchantName: merchantName(context, challenge.account),
    ...challenge,
    id,
    createdAt,
    expiresAt: createdAt + EXPIRES_AFTER_MS,
    state: "open",
    outcome: null,
    redirectTo: null,
  });
}

const ACCOUNTS = "accounts.merchants";

/** The name that the bank's page shows for an account's shop. */
export function nameMerchant({ store }: Context, account: string, name: string): void {
  store.put(ACCOUNTS, account, { id: account, name });
}

function merchantName({ store }: Context, account: string): string {
  return store.get<{ name: string }>(ACCOUNTS, account)?.name ?? "Test shop";
}

registerTask("challenge.expires", ({ challenge = "" }, context) => {
  findChallenge(context, challenge);
});

export function challengeUrl(context: Context, challengeId: string): string {
  return `${context.publicUrl}/3ds/${challengeId}`;
}

/** The challenge as it stands now (expired ones are settled as such), or null. */
export function findChallenge(context: Context, challengeId: string): Challenge | null {
  const challenge = context.store.get<Challenge>(CHALLENGES, challengeId);
  if (challenge === undefined) return null;
  if (challenge.state !== "open" || challenge.expiresAt > context.now()) return challenge;
  return context.store.batch(() => {
    rules.get(challenge.provider)?.expire?.(context, challenge);
    return context.store.put<Challenge>(CHALLENGES, challengeId, {
      ...challenge,
      state: "expired",
    });
  });
}

/**
 * Settles the challenge once; a second call answers the first one's redirect and changes nothing.
 * Null when the challenge is unknown or has expired.
 */
export function completeChallenge(
  context: Context,
  challengeId: string,
  outcome: ChallengeOutcome,
): { redirectTo: string } | null {
  const challenge = findChallenge(context, challengeId);
  if (challenge === null) return null;
  if (challenge.redirectTo !== null) return { redirectTo: challenge.redirectTo };
  const own = rules.get(challenge.provider);
  if (challenge.state === "expired" || own === undefined) return null;
  return context.store.batch(() => {
    const { redirectTo } = own.settle(context, challenge, outcome);
    context.store.put<Challenge>(CHALLENGES, challengeId, {
      ...challenge,
      state: "settled",
      outcome,
      redirectTo,
    });
    return { redirectTo };
  });
}
