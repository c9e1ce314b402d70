import { z } from "zod";

const INSTRUCTIONS_MAX = 2_000;

/** All that there is to set: where the money is to be sent, in the merchant's own words. */
export const manualConfigSchema = z.strictObject({
  instructions: z.string().trim().max(INSTRUCTIONS_MAX).nullable().default(null),
});

export type ManualConfig = z.infer<typeof manualConfigSchema>;
