import type { Metadata } from "next";
import { CustomersTable } from "@/components/admin/customers-table";
import { FilterForm, FilterSelect } from "@/components/admin/filter-form";
import { Pager } from "@/components/admin/pager";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { listCustomers } from "@/lib/desk/customer-queries";
import { modeOf, modesOfLists } from "../modes";
import { one, type Query } from "../query";

export const metadata: Metadata = { title: "Customers – Kassa" };

const PATH = "/admin/customers";

export default async function CustomersPage(props: {
  searchParams: Promise<Query<"q" | "mode" | "older" | "newer">>;
}) {
  const given = await props.searchParams;
  const search = (one(given.q) ?? "").trim().slice(0, 254);
  const mode = modeOf(one(given.mode));
  const hasModes = modesOfLists().length > 1;
  const query = new URLSearchParams({
    ...(search === "" ? {} : { q: search }),
    ...(hasModes && mode === "test" ? { mode } : {}),
  });
  const merchant = await requireMerchant(query.size === 0 ? PATH : `${PATH}?${query}`);
  const place = { older: one(given.older), newer: one(given.newer) };
  const page = await listCustomers(merchant, { filter: { search, mode }, place });
  return (
    <>
      <div className="ad__top">
        <h1>Customers</h1>
      </div>
      <FilterForm
        path={PATH}
        label="Search customers"
        placeholder="E-mail or name"
        search={search}
        isNarrowed={query.size > 0}
      >
        {hasModes ? (
          <FilterSelect
            name="mode"
            label="Mode"
            all="Live"
            value={mode === "test" ? "test" : ""}
            options={[{ value: "test", label: "Test" }]}
          />
        ) : null}
      </FilterForm>
      {page.rows.length === 0 ? (
        <NoCustomers isNarrowed={query.size > 0} />
      ) : (
        <CustomersTable
          rows={page.rows}
          now={systemClock.now()}
          timeZone={merchant.organization.timeZone}
        />
      )}
      <Pager page={page} path={PATH} query={query} label="Pages of customers" />
    </>
  );
}

function NoCustomers({ isNarrowed }: { isNarrowed: boolean }) {
  return isNarrowed ? (
    <Empty
      icon="search"
      title="Nobody is called that"
      text="Type how their e-mail address or their name begins."
    >
      <ButtonLink href={PATH} look="primary">
        Show all customers
      </ButtonLink>
    </Empty>
  ) : (
    <Empty
      icon="people"
      title="No customers yet"
      text="Whoever enters their e-mail address in the checkout, or signs up, stands here."
    >
      <ButtonLink href="/" look="primary">
        Open the shop
      </ButtonLink>
    </Empty>
  );
}
