import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "../env";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Whether a request carries METRICS_TOKEN. Never where none is set: the counts are the merchant's. */
export function hasMetricsToken(headers: Headers): boolean {
  const { METRICS_TOKEN } = env();
  const given = headers.get("authorization") ?? "";
  return (
    METRICS_TOKEN !== undefined && timingSafeEqual(digest(given), digest(`Bearer ${METRICS_TOKEN}`))
  );
}
