import { listedBy, object, string } from "../attributes";
import { HISTORY_TABLE, historyCommon } from "../history-rows";
import { defineResource } from "../resource";

/** The same history in the newer generation's words. */
export const eventStores = defineResource({
  type: "event_stores",
  ...HISTORY_TABLE,
  lists: listedBy(),
  attributes: {
    resource_type: string(),
    resource_id: string(),
    event: string("name"),
    payload: object("changes"),
    ...historyCommon,
  },
  relationships: {},
});
