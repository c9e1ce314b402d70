import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { BackLink } from "@/components/admin/back-link";
import { CircuitState, Keys, Settings, Use, Webhook } from "@/components/admin/gateway-page";
import { GatewayBadges } from "@/components/admin/gateway-signs";
import { OwnersOnly } from "@/components/admin/owners-only";
import { Notice } from "@/components/ui/notice";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";
import { gatewayKindOf } from "@/lib/gateways/gateway-kinds";
import { findGatewayView } from "@/lib/gateways/gateway-queries";
import type { Query } from "../../query";
import { changeSettingsAction, deleteGatewayAction, replaceKeysAction } from "../actions";
import {
  checkGatewayAction,
  keepWebhookSecretAction,
  renewSharedSecretAction,
  renewWebhookSecretAction,
  resetCircuitAction,
  switchGatewayAction,
} from "../at-work/actions";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Query<"is">>;
};

const ACTIONS = {
  saveSettings: changeSettingsAction,
  replaceKeys: replaceKeysAction,
  check: checkGatewayAction,
  toggle: switchGatewayAction,
  resetCircuit: resetCircuitAction,
  renewSharedSecret: renewSharedSecretAction,
  renewWebhookSecret: renewWebhookSecretAction,
  keepWebhookSecret: keepWebhookSecretAction,
  remove: deleteGatewayAction,
};

/** Read once for the page and its title. */
const readGateway = cache(async (id: string) => {
  const merchant = await requireMerchant(`/admin/gateways/${encodeURIComponent(id)}`);
  return { merchant, gateway: await findGatewayView(merchant, id) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { gateway } = await readGateway((await params).id);
  return { title: `${gateway?.name ?? "Gateway not found"} – Kassa` };
}

export default async function GatewayPage({ params, searchParams }: Props) {
  const { merchant, gateway } = await readGateway((await params).id);
  if (gateway === null) notFound();
  const kind = gatewayKindOf(gateway.type);
  const canChange = isAllowed(merchant.role, "configure");
  const clocked = { now: systemClock.now(), timeZone: merchant.organization.timeZone };
  const shown = { gateway, kind, canChange, clocked, actions: ACTIONS };
  const isNew = (await searchParams).is === "new";
  return (
    <>
      <BackLink href="/admin/gateways">Gateways</BackLink>
      <div className="ad__top">
        <h1>{gateway.name}</h1>
        <GatewayBadges gateway={gateway} marksMode={env().SANDBOX_URL === undefined} />
      </div>
      <p className="muted -mt-3">{kind.displayName}</p>
      {canChange ? null : <OwnersOnly what="Gateways" />}
      {isNew ? (
        <Notice tone="good" title="The gateway is set up">
          No shopper sees it yet: add a payment method that offers it.
        </Notice>
      ) : null}
      <div className="cols">
        <div className="stack">
          <Keys {...shown} />
          <Settings {...shown} />
        </div>
        <div className="stack">
          <Use {...shown} />
          <Webhook {...shown} />
          <CircuitState {...shown} />
        </div>
      </div>
    </>
  );
}
