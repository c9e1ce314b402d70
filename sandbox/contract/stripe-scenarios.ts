/**
 * What a shop does with Stripe, as a list. Each scenario drives the API through the official
 * package
 * and asserts what Stripe documents; the harness validates every answer on the way.
 */

import type { StripeScenario } from "./stripe-scenario";
import { cardScenarios } from "./stripe-scenarios-cards";
import { disputeScenarios } from "./stripe-scenarios-disputes";
import { listScenarios } from "./stripe-scenarios-lists";
import { objectScenarios } from "./stripe-scenarios-objects";
import { rulesScenarios } from "./stripe-scenarios-rules";

export const stripeScenarios: readonly StripeScenario[] = [
  ...cardScenarios,
  ...rulesScenarios,
  ...objectScenarios,
  ...listScenarios,
  ...disputeScenarios,
];
