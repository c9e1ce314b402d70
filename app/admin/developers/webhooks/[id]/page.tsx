import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BackLink } from "@/components/admin/back-link";
import { Deliveries } from "@/components/admin/deliveries";
import { ReceiverFacts } from "@/components/admin/receiver-facts";
import { ReceiverState } from "@/components/admin/receivers";
import { ButtonLink } from "@/components/ui/button";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { OUTGOING_TOPICS } from "@/lib/payments/outgoing-events";
import { findReceiver, listReceiverDeliveries } from "@/lib/webhooks/outgoing/receiver-queries";
import { one, type Query } from "../../../query";
import {
  changeWebhookAction,
  deleteWebhookAction,
  renewWebhookAction,
  replayDeliveryAction,
  switchWebhookAction,
} from "../../webhook-actions";

export const metadata: Metadata = { title: "A webhook – Kassa" };

const FORMS = {
  change: changeWebhookAction,
  switch: switchWebhookAction,
  renew: renewWebhookAction,
  remove: deleteWebhookAction,
};

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Query<"before">>;
};

export default async function WebhookPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { before } = await searchParams;
  const path = `/admin/developers/webhooks/${encodeURIComponent(id)}`;
  const merchant = await requireMerchant(path);
  const receiver = await findReceiver(merchant, id);
  if (receiver === null) notFound();
  const cursor = one(before) ?? null;
  const page = await listReceiverDeliveries(merchant, receiver.id, cursor);
  const { timeZone } = merchant.organization;
  const may = (permission: "operate" | "configure") => isAllowed(merchant.role, permission);
  return (
    <>
      <BackLink href="/admin/developers">Developers</BackLink>
      <div className="ad__top -mt-3">
        <div className="row row--wrap gap-x-3 gap-y-1">
          <h1>{receiver.name}</h1>
          <ReceiverState receiver={receiver} />
        </div>
      </div>
      <div className="cols">
        <div className="stack">
          <Deliveries
            deliveries={page.deliveries}
            now={systemClock.now()}
            timeZone={timeZone}
            replay={may("operate") ? replayDeliveryAction : null}
          />
          <nav className="row justify-end" aria-label="Pages of deliveries">
            {cursor === null ? null : <ButtonLink href={path}>Newest</ButtonLink>}
            {page.older === null ? null : (
              <ButtonLink href={`${path}?before=${page.older}`}>Older</ButtonLink>
            )}
          </nav>
        </div>
        <ReceiverFacts
          receiver={receiver}
          topics={OUTGOING_TOPICS}
          forms={may("configure") ? FORMS : null}
        />
      </div>
    </>
  );
}
