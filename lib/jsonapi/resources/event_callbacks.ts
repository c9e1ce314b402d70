import { datetime, fixed, listedBy, object, string } from "../attributes";
import { eventStoresOf, one } from "../relationships";
import { defineResource } from "../resource";
import { callbacksOf } from "../scopes";

const type = "event_callbacks";

/** What became of telling one receiver of one event; the body is kept until a while after it was delivered. */
export const eventCallbacks = defineResource({
  type,
  table: "event_callbacks",
  lists: listedBy(["response_code", "response_message"], { unsorted: ["callback_url"] }),
  scope: callbacksOf,
  attributes: {
    callback_url: string(),
    payload: object(),
    response_code: string(),
    response_message: string(),
    created_at: datetime(),
    updated_at: datetime(),
    reference: fixed("string", null),
    reference_origin: fixed("string", null),
    metadata: fixed("object", {}),
  },
  relationships: { webhook: one("webhooks", "webhook_id"), event_stores: eventStoresOf(type) },
});
