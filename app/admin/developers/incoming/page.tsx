import type { Metadata } from "next";
import Link from "next/link";
import { BackLink } from "@/components/admin/back-link";
import { InboxTable } from "@/components/admin/inbox-table";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";
import { listInbox } from "@/lib/webhooks/inbox-queries";
import { one, type Query } from "../../query";
import { replayIncomingAction } from "../webhook-actions";

export const metadata: Metadata = { title: "Incoming webhooks – Kassa" };

const PATH = "/admin/developers/incoming";

function pathOf(query: { gateway: string | null; open: string | null; before: string | null }) {
  const given = Object.entries(query);
  const address = new URLSearchParams(
    given.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
  return address.size === 0 ? PATH : `${PATH}?${address}`;
}

export default async function IncomingPage(props: {
  searchParams: Promise<Query<"gateway" | "open" | "before">>;
}) {
  const asked = await props.searchParams;
  const gateway = one(asked.gateway) ?? null;
  const query = {
    gateway,
    open: one(asked.open) === "1" ? "1" : null,
    before: one(asked.before) ?? null,
  };
  const merchant = await requireMerchant(pathOf(query));
  const filter = { gatewayId: gateway, isOpen: query.open !== null };
  const page = await listInbox(merchant, filter, query.before);
  const { timeZone } = merchant.organization;
  return (
    <>
      <BackLink href="/admin/developers">Developers</BackLink>
      <div className="ad__top -mt-3">
        <h1>Incoming webhooks</h1>
      </div>
      <nav className="tabs" aria-label="Which events">
        <Link href={PATH} aria-current={filter.isOpen ? undefined : "page"} prefetch={false}>
          All
        </Link>
        <Link
          href={`${PATH}?open=1`}
          aria-current={filter.isOpen ? "page" : undefined}
          prefetch={false}
        >
          Not applied
        </Link>
      </nav>
      {page.lines.length === 0 ? (
        <Empty
          icon="webhook"
          title={filter.isOpen ? "Everything was applied" : "No provider has told anything yet"}
          text="What your gateways tell stands here with what it changed. Their addresses stand under Gateways."
        >
          <ButtonLink href="/admin/gateways" look="primary">
            See the gateways
          </ButtonLink>
        </Empty>
      ) : (
        <InboxTable
          lines={page.lines}
          now={systemClock.now()}
          timeZone={timeZone}
          marksMode={env().SANDBOX_URL === undefined}
          replay={isAllowed(merchant.role, "operate") ? replayIncomingAction : null}
        />
      )}
      <nav className="row justify-end" aria-label="Pages of events">
        {query.before === null ? null : (
          <ButtonLink href={pathOf({ ...query, before: null })}>Newest</ButtonLink>
        )}
        {page.older === null ? null : (
          <ButtonLink href={pathOf({ ...query, before: page.older })}>Older</ButtonLink>
        )}
      </nav>
    </>
  );
}
