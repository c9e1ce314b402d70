import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { BackLink } from "@/components/admin/back-link";
import { LinkForm } from "@/components/admin/link-form";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { EXPIRY_DAYS, EXPIRY_DAYS_USUAL, LINES_OF_LINK_MAX } from "@/lib/links/create-link";
import { findLinkChoices } from "@/lib/links/link-queries";
import type { Query } from "../../query";
import { createLinkAction } from "../actions";

export const metadata: Metadata = { title: "New payment link – Kassa" };

const PATH = "/admin/payment-links/new";

export default async function NewPaymentLinkPage(props: {
  searchParams: Promise<Query<"of" | "currency">>;
}) {
  const { of, currency: asked } = await props.searchParams;
  const kind = of === "products" ? "products" : "amount";
  const merchant = await requireMerchant(kind === "amount" ? PATH : `${PATH}?of=products`);
  if (!isAllowed(merchant.role, "operate")) return <NotForViewers />;
  const wanted = typeof asked === "string" && /^[A-Z]{3}$/.test(asked) ? asked : null;
  const choices = await findLinkChoices(merchant, wanted);
  const first = choices.markets[0]?.currency ?? choices.currencies[0] ?? "EUR";
  const currency = choices.currencies.find((code) => code === wanted) ?? first;
  return (
    <>
      <BackLink href="/admin/payment-links">Payment links</BackLink>
      <h1>New payment link</h1>
      <nav className="tabs" aria-label="Kinds of links">
        <a href={PATH} aria-current={kind === "amount" ? "page" : undefined}>
          An amount
        </a>
        <a href={`${PATH}?of=products`} aria-current={kind === "products" ? "page" : undefined}>
          Products of the shop
        </a>
      </nav>
      {kind === "products" && choices.currencies.length > 1 ? (
        <Currencies codes={choices.currencies} chosen={currency} />
      ) : null}
      <section className="card" aria-label="New payment link">
        <div className="card__body">
          <LinkForm
            key={`${kind} ${currency}`}
            action={createLinkAction}
            nonce={randomUUID()}
            kind={kind}
            choices={choices}
            currency={currency}
            linesCount={LINES_OF_LINK_MAX}
            days={{ offered: EXPIRY_DAYS, usual: EXPIRY_DAYS_USUAL }}
          />
        </div>
      </section>
    </>
  );
}

/** What the products are priced in: chosen by links, since their prices follow from it. */
function Currencies({ codes, chosen }: { codes: readonly string[]; chosen: string }) {
  return (
    <nav className="filters" aria-label="Currency">
      {codes.map((code) => (
        <a
          key={code}
          href={`${PATH}?of=products&currency=${code}`}
          className={code === chosen ? "chip chip--on" : "chip"}
          aria-current={code === chosen ? "true" : undefined}
        >
          {code}
        </a>
      ))}
    </nav>
  );
}

function NotForViewers() {
  return (
    <>
      <h1>New payment link</h1>
      <Empty
        icon="lock"
        title="You may look, and not change"
        text="Ask an owner or an operator of the shop to make the link."
      >
        <ButtonLink href="/admin/payment-links" look="primary">
          See the payment links
        </ButtonLink>
      </Empty>
    </>
  );
}
