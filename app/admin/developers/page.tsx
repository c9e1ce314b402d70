import type { Metadata } from "next";
import { ApiClients } from "@/components/admin/api-clients";
import { Receivers } from "@/components/admin/receivers";
import { ButtonLink } from "@/components/ui/button";
import { listApiClients, listMarketChoices } from "@/lib/api-clients/api-client-queries";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { OUTGOING_TOPICS } from "@/lib/payments/outgoing-events";
import { listReceivers } from "@/lib/webhooks/outgoing/receiver-queries";
import {
  createClientAction,
  originsAction,
  renewSecretAction,
  switchClientAction,
} from "./actions";
import { createWebhookAction } from "./webhook-actions";

export const metadata: Metadata = { title: "Developers – Kassa" };

const FORMS = {
  create: createClientAction,
  renew: renewSecretAction,
  switch: switchClientAction,
  origins: originsAction,
};

export default async function DevelopersPage() {
  const merchant = await requireMerchant("/admin/developers");
  const [clients, markets, receivers] = await Promise.all([
    listApiClients(merchant),
    listMarketChoices(merchant),
    listReceivers(merchant),
  ]);
  const mayChange = isAllowed(merchant.role, "configure");
  const marksMode = env().SANDBOX_URL === undefined;
  return (
    <>
      <div className="ad__top">
        <h1>Developers</h1>
        <span className="push" />
        <ButtonLink href="/docs">API reference</ButtonLink>
        <ButtonLink href="/docs/first-payment">First payment</ButtonLink>
        <ButtonLink href="/admin/developers/incoming">Incoming webhooks</ButtonLink>
      </div>
      {mayChange ? null : (
        <p className="muted">Owners make credentials and webhooks. Operators send again.</p>
      )}
      <ApiClients
        clients={clients}
        markets={markets}
        marksMode={marksMode}
        forms={mayChange ? FORMS : null}
      />
      <Receivers
        receivers={receivers}
        topics={OUTGOING_TOPICS}
        marksMode={marksMode}
        create={mayChange ? createWebhookAction : null}
      />
    </>
  );
}
