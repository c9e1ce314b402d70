import type { Metadata } from "next";
import { AuditFilterForm } from "@/components/admin/audit-filter";
import { AuditTable } from "@/components/admin/audit-table";
import { BackLink } from "@/components/admin/back-link";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { listAbout, listAudit } from "@/lib/people/audit-queries";
import { listPeople } from "@/lib/people/people-queries";
import type { Query } from "../../query";
import { pathOf, readAudit } from "./audit-address";

export const metadata: Metadata = { title: "Audit log – Kassa" };

type Props = { searchParams: Promise<Query> };

export default async function AuditPage({ searchParams }: Props) {
  const { filter, before } = readAudit(await searchParams);
  const merchant = await requireMerchant(pathOf(filter, before));
  const [page, people, about] = await Promise.all([
    listAudit(merchant, filter, before),
    listPeople(merchant),
    listAbout(merchant),
  ]);
  const { timeZone } = merchant.organization;
  return (
    <>
      <BackLink href="/admin/people">People</BackLink>
      <div className="ad__top -mt-3">
        <h1>Audit log</h1>
      </div>
      <AuditFilterForm filter={filter} people={people} about={about} />
      {page.lines.length === 0 ? (
        <Empty
          icon="search"
          title="Nobody did anything like this"
          text="Every action of a person stands here: who, when, and what was before. Widen the days, or look at everybody."
        />
      ) : (
        <AuditTable lines={page.lines} now={systemClock.now()} timeZone={timeZone} />
      )}
      <nav className="row justify-end" aria-label="Pages of the audit log">
        {before === null ? null : <ButtonLink href={pathOf(filter, null)}>Newest</ButtonLink>}
        {page.older === null ? null : (
          <ButtonLink href={pathOf(filter, page.older)}>Older</ButtonLink>
        )}
      </nav>
    </>
  );
}
