import { listedBy, object, string } from "../attributes";
import { HISTORY_TABLE, historyCommon } from "../history-rows";
import { none } from "../relationships";
import { defineResource } from "../resource";

/** The history as changes of values: the generation of the API that the seeds show. */
export const versions = defineResource({
  type: "versions",
  ...HISTORY_TABLE,
  lists: listedBy([], { unsorted: ["resource_type", "resource_id"] }),
  attributes: {
    resource_type: string(),
    resource_id: string(),
    event: string("name"),
    changes: object(),
    ...historyCommon,
  },
  relationships: { event_stores: none },
});
