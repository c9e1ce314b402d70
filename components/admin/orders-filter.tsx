import type { OrderFilter } from "@/lib/desk/order-filter";
import type { OrderChoices } from "@/lib/desk/order-view";
import { ORDER_STATUSES } from "@/lib/orders/order-status";
import { PAYMENT_STATUSES } from "@/lib/orders/payment-statuses";
import { FilterDay, FilterForm, FilterSelect } from "./filter-form";
import { ORDER_SIGNS } from "./order-signs";
import { STATE_SIGNS } from "./states";

type Props = {
  filter: OrderFilter;
  choices: OrderChoices;
  isNarrowed: boolean;
  /** False while the sandbox is used: everything is a test then. */
  hasModes: boolean;
};

/** What the orders are narrowed to. */
export function OrdersFilter({ filter, choices, isNarrowed, hasModes }: Props) {
  return (
    <FilterForm
      path="/admin/orders"
      label="Search orders"
      placeholder="Number, e-mail, reference"
      search={filter.search}
      isNarrowed={isNarrowed}
    >
      <FilterSelect
        name="status"
        label="State"
        all="All but carts"
        value={filter.status === "begun" ? "" : filter.status}
        options={[
          ...ORDER_STATUSES.map((value) => ({ value, label: ORDER_SIGNS[value].word })),
          { value: "any", label: "All, carts too" },
        ]}
      />
      <FilterSelect
        name="payment"
        label="Payment"
        all="Any payment"
        value={filter.payment ?? ""}
        options={PAYMENT_STATUSES.map((value) => ({ value, label: STATE_SIGNS[value].word }))}
      />
      <FilterSelect
        name="currency"
        label="Currency"
        all="Any currency"
        value={filter.currency ?? ""}
        options={choices.currencies.map((value) => ({ value, label: value }))}
      />
      {choices.markets.length < 2 ? null : (
        <FilterSelect
          name="market"
          label="Market"
          all="Any market"
          value={filter.marketId ?? ""}
          options={choices.markets.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <FilterSelect
        name="archived"
        label="Archive"
        all="Not archived"
        value={filter.isArchived ? "yes" : ""}
        options={[{ value: "yes", label: "Archived" }]}
      />
      {hasModes ? (
        <FilterSelect
          name="mode"
          label="Mode"
          all="Live"
          value={filter.mode === "test" ? "test" : ""}
          options={[{ value: "test", label: "Test" }]}
        />
      ) : null}
      <FilterDay name="from" label="From" value={filter.from ?? ""} />
      <FilterDay name="to" label="To" value={filter.to ?? ""} />
    </FilterForm>
  );
}
