import type { Metadata } from "next";
import { Guide } from "@/components/docs/guide";
import { TOKEN_LIMIT } from "@/lib/auth/api-token-endpoint";
import { INCLUDE_DEPTH_MAX } from "@/lib/jsonapi/include-paths";
import { VALUES_MAX } from "@/lib/jsonapi/lists/predicates";
import { FIELDS_MAX } from "@/lib/jsonapi/lists/sorting";
import { factsOf } from "@/lib/jsonapi/openapi/facts";
import { predicateFacts } from "@/lib/jsonapi/openapi/predicate-words";
import { REFUSALS } from "@/lib/jsonapi/openapi/refusals";
import { offeredGrants } from "@/lib/jsonapi/openapi/token-path";
import { FILTERS_MAX, PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from "@/lib/jsonapi/query-string";
import { listResources } from "@/lib/jsonapi/registry";
import { BODY_BYTES_MAX } from "@/lib/jsonapi/request";
import { OUTGOING_TOPICS } from "@/lib/payments/outgoing-events";

export const metadata: Metadata = { title: "Kassa API" };

export default function DocsPage() {
  const facts = {
    resources: listResources().map(factsOf),
    refusals: REFUSALS,
    predicates: predicateFacts(),
    topics: OUTGOING_TOPICS,
    grants: offeredGrants().map(({ type }) => type),
    limits: {
      pageSize: PAGE_SIZE_DEFAULT,
      pageSizeMax: PAGE_SIZE_MAX,
      sortMax: FIELDS_MAX,
      filterMax: FILTERS_MAX,
      valuesMax: VALUES_MAX,
      includeDepth: INCLUDE_DEPTH_MAX,
      bodyKiB: BODY_BYTES_MAX / 1024,
      tokenRequests: TOKEN_LIMIT.requests,
      tokenSeconds: TOKEN_LIMIT.windowMs / 1000,
    },
  };
  return <Guide facts={facts} />;
}
