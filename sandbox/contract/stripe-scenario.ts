import Stripe from "stripe";
import type { StripeTools } from "./stripe-world";

export interface StripeScenario {
  name: string;
  /**
   * Whether it needs something that only the sandbox has: its 3DS page, its clock, loopback
   * webhooks.
   */
  sandboxOnly: boolean;
  run(stripe: Stripe, tools: StripeTools): Promise<void>;
}

export function scenario(name: string, run: StripeScenario["run"]): StripeScenario {
  return { name, sandboxOnly: false, run };
}

export function sandboxScenario(name: string, run: StripeScenario["run"]): StripeScenario {
  return { name, sandboxOnly: true, run };
}

export const RETURN_URL = "https://shop.example/return?order=1";

/** Card payments without redirects, so that no return_url is needed. */
export const CARDS_ONLY = { enabled: true, allow_redirects: "never" } as const;

/** The intent of a card payment that is only held. */
export const HELD = {
  amount: 6500,
  currency: "eur",
  capture_method: "manual",
  automatic_payment_methods: CARDS_ONLY,
} as const;

/** What the call throws; fails when it does not throw one of Stripe's errors. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("the call was expected to be refused");
}
