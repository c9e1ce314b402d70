import { ATTENTION_KINDS, type AttentionKind } from "@/lib/payments/attention";
import {
  ATTENTION_SHOWS,
  type AttentionFilter,
  type AttentionShow,
} from "@/lib/payments/attention-view";
import { one, type Query } from "../query";

export const LIST = "/admin/attention";

/** What an address shows; what it gets wrong is as if it did not say it. */
export function readFilter(given: Query): AttentionFilter {
  const [show, kind] = [one(given.show), one(given.kind)];
  return {
    show: ATTENTION_SHOWS.find((each): each is AttentionShow => each === show) ?? "open",
    kind: ATTENTION_KINDS.find((each): each is AttentionKind => each === kind) ?? null,
  };
}

/** The part of the address that says what is shown; forms carry it, so that they lead back there. */
export const filterQuery = ({ show, kind }: AttentionFilter): Readonly<Record<string, string>> => ({
  ...(show === "open" ? {} : { show }),
  ...(kind === null ? {} : { kind }),
});

export function filterPath(
  filter: AttentionFilter,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({ ...filterQuery(filter), ...more });
  return query.size === 0 ? LIST : `${LIST}?${query}`;
}
