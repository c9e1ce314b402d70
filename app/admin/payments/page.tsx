import type { Metadata } from "next";
import { ListFilters } from "@/components/admin/payment-list/list-filters";
import { ListHead } from "@/components/admin/payment-list/list-head";
import { ListPages } from "@/components/admin/payment-list/list-pages";
import { ListTabs } from "@/components/admin/payment-list/list-tabs";
import { ListTotals } from "@/components/admin/payment-list/list-totals";
import { LeftOut, NothingFits } from "@/components/admin/payment-list/list-words";
import { PaymentsTable } from "@/components/admin/payment-list/payments-table";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { BUILT_IN_VIEWS } from "@/lib/payment-list/built-in-views";
import { readChoices } from "@/lib/payment-list/choice-queries";
import { addressText, readAddress } from "@/lib/payment-list/list-address";
import { directionOf } from "@/lib/payment-list/list-place";
import { listPayments } from "@/lib/payment-list/list-queries";
import { tally } from "@/lib/payment-list/tally-queries";
import { one, type Query } from "../query";
import { captureChosen } from "./actions";
import { installationMode } from "./shown-mode";
import { deleteViewAction, renameViewAction, saveViewAction } from "./view-actions";

export const metadata: Metadata = { title: "Payments – Kassa" };

export default async function PaymentsPage(props: { searchParams: Promise<Query> }) {
  const query = await props.searchParams;
  const place = { older: one(query.older), newer: one(query.newer) };
  const merchant = await requireMerchant(pathOf(query));
  const { timeZone } = merchant.organization;
  const now = systemClock.now();
  const shop = { now, timeZone, mode: installationMode() };
  const { filter, sort, address, problems } = readAddress(query, shop);
  const views = BUILT_IN_VIEWS.map((view) => readAddress(view.address, shop).filter);
  const ofMode = views.map((view) => ({ ...view, mode: filter.mode }));
  const wish = { filter, sort, direction: directionOf(place, sort) };
  // Begun after the rows: it may take longer than they do, and is shown when it is there.
  const [page, choices] = await Promise.all([
    listPayments(merchant, wish),
    readChoices(merchant, filter.mode),
  ]);
  const tallies = tally(merchant, filter, ofMode);
  const canOperate = isAllowed(merchant.role, "operate");
  return (
    <>
      <ListHead
        address={address}
        hasModes={shop.mode === null}
        mode={filter.mode}
        actions={
          canOperate
            ? { save: saveViewAction, rename: renameViewAction, remove: deleteViewAction }
            : null
        }
        views={choices.views}
      />
      <ListTabs address={address} views={choices.views} tallies={tallies} />
      <ListFilters address={address} choices={choices} />
      <LeftOut problems={problems} />
      <ListTotals tallies={tallies} />
      {page.rows.length === 0 ? (
        <NothingFits isWhole={addressText(address) === ""} />
      ) : (
        <PaymentsTable
          rows={page.rows}
          now={now}
          timeZone={timeZone}
          marksTest={shop.mode === null}
          address={address}
          sort={sort}
          capture={canOperate ? captureChosen : null}
        />
      )}
      <ListPages page={page} address={address} sort={sort} />
    </>
  );
}

function pathOf(query: Query): string {
  const words = Object.entries(query).flatMap(([name, value]) => {
    const word = one(value);
    return word === undefined ? [] : [[name, word]];
  });
  const text = new URLSearchParams(words).toString();
  return text === "" ? "/admin/payments" : `/admin/payments?${text}`;
}
