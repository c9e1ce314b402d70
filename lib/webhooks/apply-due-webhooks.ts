import type { Deps } from "../deps";
import { applyWebhook } from "./apply-webhook";

const BATCH_MAX = 100;

/** Applies what waits in the inbox, oldest first. Answers how many it looked at. */
export async function applyDueWebhooks(deps: Deps): Promise<number> {
  const due = await deps.webhooks.listDue(deps.clock.now(), BATCH_MAX);
  for (const event of due) await applyWebhook(deps, event);
  return due.length;
}
