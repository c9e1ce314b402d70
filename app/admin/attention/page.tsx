import type { Metadata } from "next";
import { AttentionList } from "@/components/admin/attention-list";
import { WaitingRefunds } from "@/components/admin/waiting-refunds";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { listAttention } from "@/lib/payments/attention-queries";
import { listWaitingRefunds } from "@/lib/refunds/refund-queries";
import { resolveAction, takeAction } from "./actions";
import { isNotice, isProblem, LIST, NOTICES, PROBLEMS } from "./notices";

export const metadata: Metadata = { title: "Attention – Kassa" };

type Query = { [name in "notice" | "item" | "problem"]?: string | string[] };
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

export default async function AttentionPage(props: { searchParams: Promise<Query> }) {
  const query = await props.searchParams;
  const merchant = await requireMerchant(LIST);
  const page = await listAttention(merchant);
  const waiting = await listWaitingRefunds(merchant);
  const [notice, item, problem] = [one(query.notice), one(query.item), one(query.problem)];
  const said = isNotice(notice) ? NOTICES[notice] : null;
  return (
    <>
      <div className="ad__top">
        <h1>Attention</h1>
        {page.items.length < page.count ? (
          <p className="muted">
            {page.items.length} of {page.count}: the nearest deadlines first
          </p>
        ) : null}
      </div>
      {said === null ? null : (
        <div role="status">
          <Notice tone={said.tone} title={said.title}>
            {said.text}
          </Notice>
        </div>
      )}
      <WaitingRefunds requests={waiting} now={systemClock.now()} />
      {page.items.length === 0 && waiting.length > 0 ? null : page.items.length === 0 ? (
        <NothingOpen />
      ) : (
        <AttentionList
          items={page.items}
          now={systemClock.now()}
          timeZone={merchant.organization.timeZone}
          merchantId={merchant.id}
          forms={{ take: takeAction, resolve: resolveAction }}
          problem={
            item !== undefined && isProblem(problem) ? { item, text: PROBLEMS[problem] } : null
          }
        />
      )}
    </>
  );
}

function NothingOpen() {
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
