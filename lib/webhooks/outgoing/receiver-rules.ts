import type { Settings } from "../../deps";
import type { Issue } from "../../errors";
import { OUTGOING_TOPICS } from "../../payments/outgoing-events";
import { refuseUrl } from "../../providers/http";

/** What is wrong with a receiver: a topic that nobody tells of, an address that must not be called. */
export function refuseReceiver(
  { isTest }: Pick<Settings, "isTest">,
  { topic, callbackUrl }: { topic: string; callbackUrl: string },
): readonly Issue[] {
  const issues: Issue[] = [];
  if (!OUTGOING_TOPICS.some((known) => known === topic)) {
    issues.push({ path: "topic", message: `Give one of ${OUTGOING_TOPICS.join(", ")}.` });
  }
  const refusal = URL.canParse(callbackUrl)
    ? refuseUrl(new URL(callbackUrl), isTest ? "public_or_loopback" : "public")
    : "Give an address.";
  return refusal === null ? issues : [...issues, { path: "callback_url", message: refusal }];
}
