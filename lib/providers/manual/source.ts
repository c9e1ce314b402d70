import { z } from "zod";

/** A transfer needs nothing of the shopper but the transfer. */
export const manualSourceSchema = z.strictObject({});

export type ManualSource = z.infer<typeof manualSourceSchema>;
