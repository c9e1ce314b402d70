import type { Metadata } from "next";
import { BackLink } from "@/components/admin/back-link";
import { MethodForm } from "@/components/admin/method-form";
import { OwnersOnly } from "@/components/admin/owners-only";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { systemIds } from "@/lib/ids";
import { findChoices } from "@/lib/methods/method-queries";
import { one, type Query } from "../../query";
import { createMethodAction } from "../actions";

export const metadata: Metadata = { title: "Add a payment method – Kassa" };

/** The method's id is chosen with the page: sent twice, it is made once. */
export default async function NewMethodPage(props: {
  searchParams: Promise<Query<"market" | "gateway">>;
}) {
  const query = await props.searchParams;
  const merchant = await requireMerchant("/admin/payment-methods/new");
  const { markets, gateways } = await findChoices(merchant);
  const marketId = one(query.market) ?? markets[0]?.id ?? null;
  const first = { marketId, gatewayId: one(query.gateway) ?? null };
  return (
    <>
      <BackLink href="/admin/payment-methods">Payment methods</BackLink>
      <h1>Add a payment method</h1>
      {!isAllowed(merchant.role, "configure") ? (
        <OwnersOnly what="Payment methods" />
      ) : gateways.length === 0 ? (
        <Empty
          icon="plug"
          title="No gateway to pay through"
          text="A payment method offers a gateway to shoppers: add the gateway first."
        >
          <ButtonLink href="/admin/gateways/new" look="primary">
            Add a gateway
          </ButtonLink>
        </Empty>
      ) : (
        <section className="card max-w-[720px]" aria-label="The new payment method">
          <div className="card__body stack">
            <p>Shoppers see it at once, below the others. Its place can be changed in the list.</p>
            <MethodForm
              action={createMethodAction}
              submit={{ label: "Add the method", workingLabel: "Adding the method" }}
              hidden={{ id: systemIds.resource() }}
              markets={markets}
              gateways={gateways}
              marksMode={env().SANDBOX_URL === undefined}
              method={null}
              first={first}
            />
          </div>
        </section>
      )}
    </>
  );
}
