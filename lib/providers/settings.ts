/** Settings that gateways of several types share. */
import { z } from "zod";
import { CALL_TIMEOUT_MAX_MS, CALL_TIMEOUT_MS } from "./deadline";

/** Where the provider's API answers, without a path; null is the provider's official host. */
export const apiBaseSchema = z
  .string()
  .refine((text) => isOrigin(text), "Write an origin, such as http://127.0.0.1:3001.")
  .nullable()
  .default(null);

/** How long one call may take. */
export const timeoutSchema = z.int().min(100).max(CALL_TIMEOUT_MAX_MS).default(CALL_TIMEOUT_MS);

/** For how many days the provider holds what was approved, where it is not what it usually does. */
export const authorizationDaysSchema = z.int().min(1).max(31).optional();

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.origin === text && /^https?:$/.test(url.protocol);
}
