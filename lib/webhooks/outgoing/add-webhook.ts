import type { Clock } from "../../clock";
import type { Settings } from "../../deps";
import type { UseCaseError } from "../../errors";
import type { Ids } from "../../ids";
import { err, ok, type Result } from "../../result";
import { refuseReceiver } from "./receiver-rules";
import type { DeliveryStore } from "./store";

type Parts = {
  deliveries: Pick<DeliveryStore, "addWebhook">;
  clock: Clock;
  ids: Ids;
  settings: Pick<Settings, "isTest">;
};

/** Adds a receiver; answers its id and the key that its bodies are signed with, which is shown this once. */
export async function addWebhook(
  { deliveries, clock, ids, settings }: Parts,
  input: {
    mode: "test" | "live";
    topic: string;
    callbackUrl: string;
    includeResources: readonly string[];
  },
): Promise<Result<{ id: string; sharedSecret: string }, UseCaseError>> {
  const issues = refuseReceiver(settings, input);
  if (issues.length > 0) return err({ code: "invalid_input", issues });
  const callbackUrl = new URL(input.callbackUrl).href;
  const webhook = { id: ids.resource(), sharedSecret: ids.secret() };
  await deliveries.addWebhook({ ...input, callbackUrl, ...webhook }, clock.now());
  return ok(webhook);
}
