import type { Metadata } from "next";
import { OrdersFilter } from "@/components/admin/orders-filter";
import { OrdersTable } from "@/components/admin/orders-table";
import { Pager } from "@/components/admin/pager";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { orderFilterOf, queryOfFilter } from "@/lib/desk/order-filter";
import { findOrderChoices, listOrders } from "@/lib/desk/order-list-queries";
import { modesOfLists } from "../modes";
import { one, type Query } from "../query";

export const metadata: Metadata = { title: "Orders – Kassa" };

const PATH = "/admin/orders";

export default async function OrdersPage(props: { searchParams: Promise<Query> }) {
  const given = await props.searchParams;
  const modes = modesOfLists();
  const filter = orderFilterOf(given, modes);
  const query = queryOfFilter(filter);
  if (modes.length === 1) query.delete("mode");
  const merchant = await requireMerchant(query.size === 0 ? PATH : `${PATH}?${query}`);
  const place = { older: one(given.older), newer: one(given.newer) };
  const [page, choices] = await Promise.all([
    listOrders(merchant, { filter, place }),
    findOrderChoices(merchant),
  ]);
  const isNarrowed = query.size > 0;
  return (
    <>
      <div className="ad__top">
        <h1>Orders</h1>
        {filter.mode === "test" && modes.length > 1 ? <Badge tone="test">Test</Badge> : null}
      </div>
      <OrdersFilter
        filter={filter}
        choices={choices}
        isNarrowed={isNarrowed}
        hasModes={modes.length > 1}
      />
      {page.rows.length === 0 ? (
        <NoOrders isNarrowed={isNarrowed} />
      ) : (
        <OrdersTable
          rows={page.rows}
          label="Orders, newest first"
          now={systemClock.now()}
          timeZone={merchant.organization.timeZone}
        />
      )}
      <Pager page={page} path={PATH} query={query} label="Pages of orders" />
    </>
  );
}

function NoOrders({ isNarrowed }: { isNarrowed: boolean }) {
  return isNarrowed ? (
    <Empty
      icon="search"
      title="No order is like that"
      text="Look for another number, address or reference, or let the list show more."
    >
      <ButtonLink href={PATH} look="primary">
        Show all orders
      </ButtonLink>
    </Empty>
  ) : (
    <Empty
      icon="parcel"
      title="No orders yet"
      text="An order stands here as soon as somebody has said who they are and what they want. Make a payment link to sell without the shop."
    >
      <ButtonLink href="/admin/payment-links/new" look="primary">
        Make a payment link
      </ButtonLink>
    </Empty>
  );
}
