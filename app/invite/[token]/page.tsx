import type { Metadata } from "next";
import { AdminBrand } from "@/components/admin/admin-brand";
import { AdminForm } from "@/components/admin/admin-form";
import { AdminTestBar } from "@/components/admin/admin-frame";
import { FormText } from "@/components/admin/form-problems";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { Empty } from "@/components/ui/empty";
import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";
import { findInvitation, type OpenInvitation } from "@/lib/people/people-queries";
import { acceptAction } from "./actions";

export const metadata: Metadata = {
  ...{ title: "Join – Kassa", robots: "noindex", referrer: "same-origin" },
};

/** Opened by the link of an invitation, by whoever has it. */
export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await findInvitation(token, systemClock.now());
  return (
    <>
      {env().SANDBOX_URL === undefined ? null : <AdminTestBar />}
      <main className="bank signin" id="main">
        <p className="flex">
          <AdminBrand organization={null} />
        </p>
        {invitation === null ? <Ended /> : <Join invitation={invitation} token={token} />}
      </main>
    </>
  );
}

function Ended() {
  return (
    <>
      <h1>This link does not count</h1>
      <Empty
        icon="link"
        title="Ended, used or withdrawn"
        text="Invitations count for seven days and work once. Ask whoever sent it for a new one."
      />
    </>
  );
}

function Join({ invitation, token }: { invitation: OpenInvitation; token: string }) {
  const role = ROLE_WORDS[invitation.role];
  return (
    <>
      <h1>Join this shop’s admin</h1>
      <p className="muted">
        As {invitation.email}, {role.name.toLowerCase()}: {role.may.toLowerCase()}.
      </p>
      <AdminForm
        className="bank__card"
        action={acceptAction}
        submit={{ label: "Join", workingLabel: "Joining" }}
        hidden={{ token }}
      >
        <FormText label="Your name" name="name" autoComplete="name" required />
        <FormText
          label="Password"
          name="password"
          type="password"
          help="At least 15 characters, like four words in a row"
          autoComplete="new-password"
          required
        />
      </AdminForm>
    </>
  );
}
