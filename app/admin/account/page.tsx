import type { Metadata } from "next";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { SecondFactor } from "@/components/admin/second-factor";
import { Sessions } from "@/components/admin/sessions";
import { findEnrolment } from "@/lib/auth/second-factor";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { listSessions } from "@/lib/people/people-queries";
import { endOwnSessionsAction } from "../people/actions";
import { confirmCodeAction, endCodeAction } from "./actions";

export const metadata: Metadata = { title: "Your account – Kassa" };

export default async function AccountPage() {
  const merchant = await requireMerchant("/admin/account");
  const now = systemClock.now();
  const [enrolment, sessions] = await Promise.all([
    findEnrolment(merchant),
    listSessions(merchant, merchant.id, now),
  ]);
  const { timeZone } = merchant.organization;
  return (
    <>
      <div className="ad__top">
        <div>
          <h1>Your account</h1>
          <p className="muted break-all">
            {merchant.name} · {merchant.email} · {ROLE_WORDS[merchant.role].name}
          </p>
        </div>
      </div>
      <div className="cols cols--even">
        <SecondFactor
          enrolment={enrolment}
          forms={{ confirm: confirmCodeAction, end: endCodeAction }}
          timeZone={timeZone}
        />
        <Sessions
          sessions={sessions}
          userId={merchant.id}
          now={now}
          timeZone={timeZone}
          end={endOwnSessionsAction}
        />
      </div>
    </>
  );
}
