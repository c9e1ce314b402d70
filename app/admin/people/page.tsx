import type { Metadata } from "next";
import { Invitations, Invite } from "@/components/admin/invitations";
import { PeopleTable } from "@/components/admin/people-table";
import { ButtonLink } from "@/components/ui/button";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { listInvitations, listPeople } from "@/lib/people/people-queries";
import { inviteAction, withdrawAction } from "./actions";

export const metadata: Metadata = { title: "People – Kassa" };

export default async function PeoplePage() {
  const merchant = await requireMerchant("/admin/people");
  const now = systemClock.now();
  const [people, invitations] = await Promise.all([
    listPeople(merchant),
    listInvitations(merchant, now),
  ]);
  const mayChange = isAllowed(merchant.role, "configure");
  const { timeZone } = merchant.organization;
  return (
    <>
      <div className="ad__top">
        <h1>People</h1>
        <span className="push" />
        <ButtonLink href="/admin/people/audit">Audit log</ButtonLink>
        {mayChange ? <Invite action={inviteAction} /> : null}
      </div>
      {mayChange ? null : (
        <p className="muted">Owners invite people, change roles and switch people off.</p>
      )}
      <PeopleTable people={people} now={now} timeZone={timeZone} ownId={merchant.id} />
      <Invitations
        invitations={invitations}
        timeZone={timeZone}
        withdraw={mayChange ? withdrawAction : null}
      />
    </>
  );
}
