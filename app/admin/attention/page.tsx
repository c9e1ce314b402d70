import type { Metadata } from "next";
import { AttentionBeside, besideOf } from "@/components/admin/attention-beside";
import { AttentionChoices } from "@/components/admin/attention-choices";
import { AttentionList } from "@/components/admin/attention-list";
import { WaitingRefunds } from "@/components/admin/waiting-refunds";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { listAttention } from "@/lib/payments/attention-queries";
import { sumAttention } from "@/lib/payments/attention-sums-queries";
import type { AttentionFilter } from "@/lib/payments/attention-view";
import { listWaitingRefunds } from "@/lib/refunds/refund-queries";
import { one, type Query } from "../query";
import { dutyAction, giveAction, resolveAction, takeAction } from "./actions";
import { filterPath, filterQuery, readFilter } from "./attention-address";
import { isNotice, isProblem, NOTICES, PROBLEMS } from "./notices";

export const metadata: Metadata = { title: "Attention – Kassa" };

type Name = "show" | "kind" | "older" | "notice" | "item" | "problem";

export default async function AttentionPage(props: { searchParams: Promise<Query<Name>> }) {
  const query = await props.searchParams;
  const filter = readFilter(query);
  const merchant = await requireMerchant(filterPath(filter));
  const now = systemClock.now();
  const sums = await sumAttention(merchant, now);
  const page = await listAttention(merchant, { filter, older: one(query.older) });
  const waiting = await listWaitingRefunds(merchant);
  const [notice, item, problem] = [one(query.notice), one(query.item), one(query.problem)];
  const said = isNotice(notice) ? NOTICES[notice] : null;
  // What waits beside the list is of no kind of the list's.
  const beside = filter.kind === null ? besideOf(sums.beside, filter.show, merchant.id) : [];
  const mayAct = isAllowed(merchant.role, "operate");
  return (
    <>
      <div className="ad__top">
        <h1>Attention</h1>
      </div>
      {said === null ? null : (
        <div role="status">
          <Notice tone={said.tone} title={said.title}>
            {said.text}
          </Notice>
        </div>
      )}
      <AttentionChoices
        filter={filter}
        kinds={sums.kinds}
        besideCountOf={(show) => besideOf(sums.beside, show, merchant.id).length}
        pathOf={(other) => filterPath(other)}
      />
      {mayAct ? null : (
        <p className="sub">You may look. Owners and operators of the shop resolve what is here.</p>
      )}
      <AttentionBeside
        lines={beside}
        now={now}
        merchantId={merchant.id}
        give={mayAct ? dutyAction : null}
        people={sums.people}
        view={filterQuery(filter)}
      />
      <WaitingRefunds requests={waiting} now={now} />
      {page.items.length + waiting.length + beside.length > 0 ? null : <Nothing filter={filter} />}
      {page.items.length === 0 ? null : (
        <AttentionList
          items={page.items}
          now={now}
          timeZone={merchant.organization.timeZone}
          merchantId={merchant.id}
          forms={mayAct ? { take: takeAction, give: giveAction, resolve: resolveAction } : null}
          people={sums.people}
          view={filterQuery(filter)}
          problem={
            item !== undefined && isProblem(problem) ? { item, text: PROBLEMS[problem] } : null
          }
        />
      )}
      {page.older === null ? null : (
        <nav className="row justify-end" aria-label="Pages of resolved items">
          <ButtonLink href={filterPath(filter, { older: page.older })}>Older</ButtonLink>
        </nav>
      )}
    </>
  );
}

function Nothing({ filter }: { filter: AttentionFilter }) {
  if (filter.show !== "open" || filter.kind !== null) {
    return (
      <Empty icon="attention" title="Nothing here" text={EMPTY[filter.show]}>
        <ButtonLink href={filterPath({ show: "open", kind: null })} look="primary">
          See all that is open
        </ButtonLink>
      </Empty>
    );
  }
  return (
    <Empty
      icon="attention"
      title="Nothing needs you"
      text="Disputes, payments whose outcome nobody knows after a day, and anything that went wrong while nobody looked will stand here, with what to do and until when."
    >
      <ButtonLink href="/admin/payments" look="primary">
        See the payments
      </ButtonLink>
    </Empty>
  );
}

const EMPTY: Readonly<Record<AttentionFilter["show"], string>> = {
  open: "Nothing of this kind is open.",
  mine: "Nothing open is yours. Take something from the whole list, and it stands here.",
  free: "Everything that is open has somebody who looks after it.",
  resolved: "Nothing was resolved yet. What is resolved stays here with its note.",
};
