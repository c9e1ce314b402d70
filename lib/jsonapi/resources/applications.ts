import { computed, datetime, fixed, string } from "../attributes";
import { defineResource } from "../resource";
import { ownApplication } from "../scopes";

/** The API client that asks: `GET /api/application`. Its secret is known to nobody, not even to us. */
export const applications = defineResource({
  type: "applications",
  table: "api_clients",
  scope: ownApplication,
  attributes: {
    name: string(),
    kind: string(),
    public_access: computed("boolean", ["kind"], ({ kind }) => kind === "sales_channel"),
    redirect_uri: fixed("string", null),
    scopes: string("scope"),
    created_at: datetime(),
    updated_at: datetime(),
    reference: fixed("string", null),
    reference_origin: fixed("string", null),
    metadata: fixed("object", {}),
  },
  relationships: {},
});
