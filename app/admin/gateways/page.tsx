import type { Metadata } from "next";
import { GatewayList } from "@/components/admin/gateway-list";
import { OwnersOnly } from "@/components/admin/owners-only";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";
import { gatewayKinds } from "@/lib/gateways/gateway-kinds";
import { listGateways } from "@/lib/gateways/gateway-queries";
import { one, type Query } from "../query";

export const metadata: Metadata = { title: "Gateways – Kassa" };

const LIST = "/admin/gateways";

export default async function GatewaysPage(props: {
  searchParams: Promise<Query<"after" | "is">>;
}) {
  const { after, is } = await props.searchParams;
  const merchant = await requireMerchant(LIST);
  const page = await listGateways(merchant, { after: one(after) ?? null });
  const canChange = isAllowed(merchant.role, "configure");
  const add = (
    <ButtonLink href={`${LIST}/new`} look="primary">
      Add a gateway
    </ButtonLink>
  );
  return (
    <>
      <div className="ad__top justify-between">
        <h1>Gateways</h1>
        {canChange && page.gateways.length > 0 ? add : null}
      </div>
      {canChange ? null : <OwnersOnly what="Gateways" />}
      {is === "deleted" ? <Notice tone="good" title="The gateway is deleted" /> : null}
      {page.gateways.length === 0 ? (
        <Empty
          icon="plug"
          title="No gateways yet"
          text="A gateway is the account that your money goes to. Add one with its keys, then offer it as a payment method."
        >
          {canChange ? add : null}
        </Empty>
      ) : (
        <GatewayList
          gateways={page.gateways}
          kinds={new Map(gatewayKinds().map((kind) => [kind.type, kind]))}
          marksMode={env().SANDBOX_URL === undefined}
          now={systemClock.now()}
          timeZone={merchant.organization.timeZone}
        />
      )}
      {page.next === null ? null : (
        <nav className="row justify-end" aria-label="Pages of gateways">
          <ButtonLink href={`${LIST}?after=${page.next}`}>More gateways</ButtonLink>
        </nav>
      )}
    </>
  );
}
