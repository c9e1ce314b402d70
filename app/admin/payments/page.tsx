import type { Metadata } from "next";
import { PageLinks } from "@/components/admin/page-links";
import { PaymentsTable } from "@/components/admin/payments-table";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";
import { listPayments } from "@/lib/payments/queries";

export const metadata: Metadata = { title: "Payments – Kassa" };

type Query = { older?: string | string[]; newer?: string | string[] };
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

export default async function PaymentsPage(props: { searchParams: Promise<Query> }) {
  const query = await props.searchParams;
  const place = { older: one(query.older), newer: one(query.newer) };
  const merchant = await requireMerchant(pathOf(place));
  const page = await listPayments(merchant, place);
  return (
    <>
      <div className="ad__top">
        <h1>Payments</h1>
      </div>
      {page.rows.length === 0 ? (
        <Empty
          icon="card"
          title="No payments yet"
          text="Buy something in your shop: the payment stands here as soon as it is begun."
        >
          <ButtonLink href="/" look="primary">
            Open the shop
          </ButtonLink>
        </Empty>
      ) : (
        <PaymentsTable
          rows={page.rows}
          now={systemClock.now()}
          timeZone={merchant.organization.timeZone}
          marksTest={env().SANDBOX_URL === undefined}
        />
      )}
      <PageLinks page={page} />
    </>
  );
}

function pathOf(place: { older: string | undefined; newer: string | undefined }): string {
  const query = new URLSearchParams();
  if (place.older !== undefined) query.set("older", place.older);
  if (place.newer !== undefined) query.set("newer", place.newer);
  return query.size === 0 ? "/admin/payments" : `/admin/payments?${query}`;
}
