import { env } from "@/lib/env";
import type { Mode } from "@/lib/payments/payment-source";

/** With the sandbox everything is a test; null: live payments and tests, told apart. */
export const installationMode = (): Mode | null =>
  env().SANDBOX_URL === undefined ? null : "test";
