import type { Clock } from "../../clock";
import type { Settings } from "../../deps";
import { invalid, type UseCaseError } from "../../errors";
import type { Ids } from "../../ids";
import { OUTGOING_TOPICS } from "../../payments/outgoing-events";
import { refuseUrl } from "../../providers/http";
import { err, ok, type Result } from "../../result";
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
  const { topic, callbackUrl } = input;
  if (!OUTGOING_TOPICS.some((known) => known === topic)) {
    return err(invalid("topic", `Give one of ${OUTGOING_TOPICS.join(", ")}.`));
  }
  if (!URL.canParse(callbackUrl)) return err(invalid("callback_url", "Give an address."));
  const url = new URL(callbackUrl);
  const refusal = refuseUrl(url, settings.isTest ? "public_or_loopback" : "public");
  if (refusal !== null) return err(invalid("callback_url", refusal));
  const webhook = { id: ids.resource(), sharedSecret: ids.secret() };
  await deliveries.addWebhook({ ...input, callbackUrl: url.href, ...webhook }, clock.now());
  return ok(webhook);
}
