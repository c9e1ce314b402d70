import type { Metadata } from "next";
import { MethodList } from "@/components/admin/method-list";
import { OwnersOnly } from "@/components/admin/owners-only";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { listMethods } from "@/lib/methods/method-queries";
import type { MethodList as Listed } from "@/lib/methods/method-view";
import { one, type Query } from "../query";
import { deleteMethodAction, moveMethodAction, switchMethodAction } from "./actions";

export const metadata: Metadata = { title: "Payment methods – Kassa" };

const LIST = "/admin/payment-methods";
const ACTIONS = { move: moveMethodAction, toggle: switchMethodAction, remove: deleteMethodAction };
const SAID: ReadonlyMap<unknown, string> = new Map([
  ["new", "The payment method is added"],
  ["deleted", "The payment method is deleted"],
]);

export default async function MethodsPage(props: {
  searchParams: Promise<Query<"market" | "is">>;
}) {
  const { market: asked, is } = await props.searchParams;
  const said = SAID.get(is);
  const marketId = one(asked) ?? null;
  const merchant = await requireMerchant(
    marketId === null ? LIST : `${LIST}?market=${encodeURIComponent(marketId)}`,
  );
  const { markets, market, methods } = await listMethods(merchant, { marketId });
  const canChange = isAllowed(merchant.role, "configure");
  const add = (
    <ButtonLink href={`${LIST}/new${market === null ? "" : `?market=${market.id}`}`} look="primary">
      Add a payment method
    </ButtonLink>
  );
  return (
    <>
      <div className="ad__top justify-between">
        <h1>Payment methods</h1>
        {canChange && methods.length > 0 ? add : null}
      </div>
      {canChange ? null : <OwnersOnly what="Payment methods" />}
      {said === undefined ? null : <Notice tone="good" title={said} />}
      <Markets markets={markets} market={market} />
      {market === null || methods.length === 0 ? (
        <Empty
          icon="methods"
          title="Nothing to pay with"
          text="Shoppers of this market cannot pay until a payment method offers them a gateway."
        >
          {canChange ? add : null}
        </Empty>
      ) : (
        <MethodList
          methods={methods}
          market={market}
          marksMode={env().SANDBOX_URL === undefined}
          canChange={canChange}
          actions={ACTIONS}
        />
      )}
    </>
  );
}

/** One market has no choice to show. */
function Markets({ markets, market }: Pick<Listed, "markets" | "market">) {
  if (markets.length < 2) return null;
  return (
    <nav className="tabs" aria-label="Markets">
      {markets.map(({ id, name }) => (
        <a
          key={id}
          href={`${LIST}?market=${id}`}
          aria-current={id === market?.id ? "page" : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}
