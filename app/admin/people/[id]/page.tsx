import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BackLink } from "@/components/admin/back-link";
import { PersonAccess } from "@/components/admin/person-access";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { Sessions } from "@/components/admin/sessions";
import { Badge } from "@/components/ui/badge";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { findPerson, listSessions } from "@/lib/people/people-queries";
import { disableAction, endSessionsAction, roleAction } from "../actions";

export const metadata: Metadata = { title: "A person – Kassa" };

export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const merchant = await requireMerchant(`/admin/people/${encodeURIComponent(id)}`);
  const person = await findPerson(merchant, id);
  if (person === null) notFound();
  const mayChange = isAllowed(merchant.role, "configure");
  const isSelf = person.id === merchant.id;
  const now = systemClock.now();
  const sessions = mayChange || isSelf ? await listSessions(merchant, person.id, now) : null;
  return (
    <>
      <BackLink href="/admin/people">People</BackLink>
      <div className="ad__top -mt-3">
        <div>
          <div className="row row--wrap gap-x-3 gap-y-1">
            <h1>{person.name}</h1>
            {person.isDisabled ? <Badge coin="struck">Switched off</Badge> : null}
          </div>
          <p className="muted break-all">
            {person.email} · {ROLE_WORDS[person.role].name}
          </p>
        </div>
      </div>
      <div className="cols">
        <div className="stack">
          {sessions === null ? (
            <p className="muted">Where others are signed in is shown to owners.</p>
          ) : (
            <Sessions
              sessions={sessions}
              userId={person.id}
              now={now}
              timeZone={merchant.organization.timeZone}
              end={mayChange ? endSessionsAction : null}
            />
          )}
        </div>
        <PersonAccess
          person={person}
          isSelf={isSelf}
          forms={mayChange ? { role: roleAction, disable: disableAction } : null}
        />
      </div>
    </>
  );
}
