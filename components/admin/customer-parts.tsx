import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { formatDateTime } from "@/components/ui/format";
import type { CustomerDetail, SavedCard } from "@/lib/desk/customer-view";
import { AddressLines } from "./address-lines";
import { BackLink } from "./back-link";
import { CopyText } from "./copy-text";
import { ForgettingBadge } from "./customers-table";
import { FactsCard, factOf } from "./facts-card";
import { brandName } from "./method-words";

/** Who it is; `children`: what can be done. */
export function CustomerHead(props: {
  customer: CustomerDetail;
  marksTest: boolean;
  children: ReactNode;
}) {
  const { customer } = props;
  const count = customer.ordersCount;
  return (
    <>
      <BackLink href="/admin/customers">Customers</BackLink>
      <div className="ad__top -mt-3 items-end">
        <div>
          <div className="row row--wrap gap-x-3 gap-y-1">
            <h1 className="break-all">{customer.name ?? customer.email}</h1>
            <ForgettingBadge customer={customer} />
            {props.marksTest && customer.mode === "test" ? <Badge tone="test">Test</Badge> : null}
          </div>
          <p className="muted">
            {count === 1 ? "1 placed order" : `${count} placed orders`} ·{" "}
            {customer.hasSignedUp ? "has signed up" : "a guest"}
          </p>
        </div>
        <div className="push">{props.children}</div>
      </div>
    </>
  );
}

export function CustomerFacts({
  customer,
  timeZone,
}: {
  customer: CustomerDetail;
  timeZone: string;
}) {
  const { createdAt, shopperReference, reference } = customer;
  return (
    <FactsCard
      id="facts"
      title="Customer"
      facts={[
        {
          label: "E-mail",
          value: <CopyText text={customer.email} label="the e-mail" isId={false} />,
        },
        {
          label: "Since",
          value: (
            <time dateTime={createdAt.toISOString()}>{formatDateTime(createdAt, timeZone)}</time>
          ),
        },
        factOf(
          "Shopper reference",
          shopperReference && <CopyText text={shopperReference} label="the shopper reference" />,
        ),
        factOf(
          "Reference",
          reference && <CopyText text={reference} label="the reference" isId={false} />,
        ),
        { label: "Id", value: <CopyText text={customer.id} label="the customer’s id" /> },
      ]}
    />
  );
}

/** Cards that a provider keeps: brand and last digits are all that is known of them here. */
export function SavedCards({ cards }: { cards: readonly SavedCard[] }) {
  return (
    <section className="card" aria-labelledby="cards">
      <div className="card__head">
        <h2 id="cards">Saved cards</h2>
      </div>
      <div className="card__body">
        {cards.length === 0 ? (
          <p className="muted">They keep no card with the shop.</p>
        ) : (
          <ul className="list-none m-0 p-0">
            {cards.map((card) => (
              <li key={card.id} className="note">
                {cardWords(card)}
                <p className="sub">
                  {[card.gatewayName, card.expiry === null ? null : `ends ${card.expiry}`]
                    .filter((part) => part !== null)
                    .join(" · ")}
                </p>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function cardWords({ brand, lastDigits }: SavedCard): string {
  const name = brand === null ? "Card" : brandName(brand);
  return lastDigits === null ? name : `${name} ending ${lastDigits}`;
}

export function AddressBook({ customer }: { customer: CustomerDetail }) {
  return (
    <section className="card" aria-labelledby="addresses">
      <div className="card__head">
        <h2 id="addresses">Address book</h2>
      </div>
      <div className="card__body">
        {customer.addresses.length === 0 ? (
          <p className="muted">They keep no address; each order has its own.</p>
        ) : (
          <ul className="list-none m-0 p-0">
            {customer.addresses.map((address) => (
              <li key={address.id} className="note">
                <AddressLines address={address} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
