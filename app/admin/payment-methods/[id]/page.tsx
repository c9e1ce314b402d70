import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { BackLink } from "@/components/admin/back-link";
import { MethodForm } from "@/components/admin/method-form";
import { MethodFacts } from "@/components/admin/method-list";
import { OwnersOnly } from "@/components/admin/owners-only";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { findChoices, findMethod } from "@/lib/methods/method-queries";
import { changeMethodAction } from "../actions";

type Props = { params: Promise<{ id: string }> };

/** Read once for the page and its title. */
const readMethod = cache(async (id: string) => {
  const merchant = await requireMerchant(`/admin/payment-methods/${encodeURIComponent(id)}`);
  return { merchant, method: await findMethod(merchant, id) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { method } = await readMethod((await params).id);
  return { title: `${method?.name ?? "Payment method not found"} – Kassa` };
}

export default async function MethodPage({ params }: Props) {
  const { merchant, method } = await readMethod((await params).id);
  if (method === null) notFound();
  const { id, marketId, gateway } = method;
  const choices = await findChoices(merchant);
  const canChange = isAllowed(merchant.role, "configure");
  const list = `/admin/payment-methods${marketId === null ? "" : `?market=${marketId}`}`;
  return (
    <>
      <BackLink href={list}>Payment methods</BackLink>
      <h1>{method.name}</h1>
      {canChange ? null : <OwnersOnly what="Payment methods" />}
      <section className="card max-w-[720px]" aria-label={`Settings of ${method.name}`}>
        <div className="card__body stack">
          {canChange ? (
            <MethodForm
              action={changeMethodAction}
              submit={{ label: "Save the method", workingLabel: "Saving the method" }}
              hidden={{ id, mode: gateway.mode }}
              markets={choices.markets}
              // Paid orders are of one mode: a method stays with the gateways of its own.
              gateways={choices.gateways.filter(({ mode }) => mode === gateway.mode)}
              marksMode={env().SANDBOX_URL === undefined}
              method={method}
              first={{ marketId, gatewayId: gateway.id }}
            />
          ) : (
            <MethodFacts method={method} />
          )}
        </div>
      </section>
    </>
  );
}
