// Sends a case, and says what is wrong with what came of it.
import type { Answer, ApiShop } from "../api/shop";
import type { Case } from "./case";
import type { watchChanges } from "./changes";
import { complaintsOfErrors } from "./errors";
import { secretsOf } from "./secrets";
import { attributesIn, complaintsOfChanges, complaintsOfRow } from "./traces";

const BROKEN = "Bearer eyJhbGciOiJIUzUxMiJ9.e30.AAAA";

function tokenOf(shop: ApiShop, { caller }: Case): string | null {
  switch (caller) {
    case "integration":
      return shop.integration;
    case "sales_channel":
      return shop.salesChannel;
    case "nobody":
    case "broken":
      return null;
  }
}

type Sending = {
  shop: ApiShop;
  changes: Awaited<ReturnType<typeof watchChanges>>;
  otherIds: readonly string[];
};
export type Sent = { answer: Answer; complaints: readonly string[] };

/** 5xx that are somebody else's: a gateway or a merchant's service that is not there. */
const OTHERS: ReadonlySet<string> = new Set([
  "GATEWAY_UNAVAILABLE",
  "ORDER_VALIDATION_UNAVAILABLE",
]);

export function senderOf({ shop, changes, otherIds }: Sending) {
  const secretsIn = secretsOf(shop);
  return async (sent: Case): Promise<Sent> => {
    const { method, path, query, headers, body } = sent;
    const isUpdate = method === "PATCH";
    const before = isUpdate ? attributesIn(await shop.call("GET", path)) : null;
    const search = new URLSearchParams(query.map(([name, value]) => [name, value])).toString();
    const answer = await shop.call(method as "GET", search === "" ? path : `${path}?${search}`, {
      token: tokenOf(shop, sent),
      headers: { ...(sent.caller === "broken" ? { authorization: BROKEN } : {}), ...headers },
      ...(body === null ? {} : { body }),
    });
    const { status } = answer;
    const written = await changes();
    const isWritten = isUpdate && written.length > 0;
    const after = isWritten ? attributesIn(await shop.call("GET", path)) : null;
    const code: string = answer.body?.errors?.[0]?.code ?? "";
    const text = JSON.stringify(answer.body);
    return {
      answer,
      complaints: [
        ...(status >= 500 && !OTHERS.has(code) ? [`answered ${status} ${code}`] : []),
        ...(status >= 400 ? complaintsOfErrors(sent, answer) : []),
        ...complaintsOfChanges(sent, answer, written),
        ...complaintsOfRow(sent, before, after),
        ...secretsIn(answer.body, sent.caller !== "integration"),
        ...(status < 400 && otherIds.some((id) => text.includes(id))
          ? ["tells of a live row"]
          : []),
      ],
    };
  };
}
