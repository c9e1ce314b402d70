import type { ReactNode } from "react";
import { DECLINE_WORDS, STATE_SIGNS } from "@/components/admin/states";
import { Glyph } from "@/components/ui/glyph";
import { CHEVRON_DOWN } from "@/components/ui/glyph-paths";
import { Icon } from "@/components/ui/icon";
import {
  type Address,
  type AddressName,
  addressText,
  PERIODS,
  without,
} from "@/lib/payment-list/list-address";
import { PAYMENT_STATES } from "@/lib/payment-list/list-filter";
import type { ListChoices } from "@/lib/payment-list/list-view";
import { DECLINE_CODES } from "@/lib/providers/decline";
import { CheckBox, DayField, Menu as MenuField, TextBox } from "./filter-fields";
import { FilterForm } from "./filter-form";

const PERIOD_WORDS: Record<(typeof PERIODS)[number], string> = {
  today: "Today",
  7: "Last 7 days",
  30: "Last 30 days",
  90: "Last 90 days",
};

type Option = readonly [value: string, label: string];
const named = (all: readonly { id: string; name: string }[]): Option[] =>
  all.map(({ id, name }) => [id, name]);
const labelOf = (options: readonly Option[], value: string | undefined) =>
  options.find(([each]) => each === value)?.[1];

const STATES: readonly Option[] = PAYMENT_STATES.map((state) => [state, STATE_SIGNS[state].word]);
const DECLINES: readonly Option[] = DECLINE_CODES.map((code) => [code, DECLINE_WORDS[code]]);
const DATES: readonly Option[] = PERIODS.map((period) => [period, PERIOD_WORDS[period]]);

/** The search box and the filters: a form whose fields are the words of the list's address. It works without JavaScript. */
export function ListFilters({ address, choices }: { address: Address; choices: ListChoices }) {
  const gateways = named(choices.gateways);
  const currencies = choices.currencies.map((code): Option => [code, code]);
  const { mode, sort } = address;
  return (
    <FilterForm address={address}>
      {mode === undefined ? null : <input type="hidden" name="mode" value={mode} />}
      {sort === undefined ? null : <input type="hidden" name="sort" value={sort} />}
      <div className="search">
        <label className="vh" htmlFor="payments-search">
          Search payments
        </label>
        <Icon name="search" />
        <input
          className="input"
          id="payments-search"
          name="q"
          type="search"
          autoComplete="off"
          defaultValue={address.q}
          placeholder="Order, e-mail, reference, last four"
        />
        <span aria-hidden="true">
          <kbd>/</kbd>
        </span>
      </div>
      <Group name="Date" shown={dateWords(address)} of={["period", "from", "to"]} {...{ address }}>
        <MenuField name="period" label="Period" any="Any time" options={DATES} {...{ address }} />
        <DayField name="from" label="Or from" address={address} />
        <DayField name="to" label="To" address={address} />
      </Group>
      <Group name="State" shown={labelOf(STATES, address.state)} of={["state"]} {...{ address }}>
        <MenuField name="state" label="State" any="Any state" options={STATES} {...{ address }} />
      </Group>
      <Group
        name="Gateway"
        shown={labelOf(gateways, address.gateway)}
        of={["gateway"]}
        address={address}
      >
        <MenuField
          {...{ name: "gateway", label: "Gateway", any: "Any gateway", address }}
          options={gateways}
        />
      </Group>
      <Group
        name="Amount"
        shown={amountWords(address)}
        of={["currency", "min", "max"]}
        address={address}
      >
        <MenuField
          {...{ name: "currency", label: "Currency", any: "Any currency", address }}
          options={currencies}
        />
        <TextBox name="min" label="From" address={address} />
        <TextBox name="max" label="To" address={address} />
      </Group>
      <More address={address} methods={named(choices.methods)} />
    </FilterForm>
  );
}

function More({ address, methods }: { address: Address; methods: readonly Option[] }) {
  const words = [
    labelOf(methods, address.method),
    labelOf(DECLINES, address.decline),
    address.attention === undefined ? undefined : "Needs attention",
    address.capture === undefined ? undefined : "To capture",
    address.refunded === undefined ? undefined : `Refunded in ${address.refunded} days`,
  ].filter((word) => word !== undefined);
  const names = ["method", "decline", "attention", "capture", "refunded"] as const;
  return (
    <Group name="More" shown={words.join(", ") || undefined} of={names} address={address}>
      <MenuField
        {...{ name: "method", label: "Payment method", any: "Any method", address }}
        options={methods}
      />
      <MenuField
        {...{ name: "decline", label: "Why declined", any: "Any reason", address }}
        options={DECLINES}
      />
      <CheckBox name="attention" label="Needs attention" value="1" address={address} />
      <CheckBox name="capture" label="Can be captured" value="1" address={address} />
      <CheckBox name="refunded" label="Refunded in the last 7 days" value="7" address={address} />
    </Group>
  );
}

/** A chip that opens its fields; while it narrows the list it says by what, and can be taken away. */
function Group(props: {
  name: string;
  shown: string | undefined;
  of: readonly AddressName[];
  address: Address;
  children: ReactNode;
}) {
  const { name, shown } = props;
  return (
    <details className="menu" name="filters">
      <summary className={shown === undefined ? "chip" : "chip chip--on"}>
        {shown === undefined ? null : <span className="vh">{name}: </span>}
        {shown ?? name}
        <Glyph path={CHEVRON_DOWN} />
      </summary>
      <div className="menu__box">
        {props.children}
        <div className="row">
          <button type="submit" className="btn btn--primary">
            Apply
          </button>
          {shown === undefined ? null : (
            <a href={`/admin/payments${addressText(without(props.address, ...props.of))}`}>
              Remove<span className="vh"> the filter {name}</span>
            </a>
          )}
        </div>
      </div>
    </details>
  );
}

function dateWords({ period, from, to }: Address): string | undefined {
  if (period !== undefined) return labelOf(DATES, period);
  if (from !== undefined && to !== undefined) return from === to ? from : `${from} to ${to}`;
  if (from !== undefined) return `Since ${from}`;
  return to === undefined ? undefined : `Until ${to}`;
}

function amountWords({ currency, min, max }: Address): string | undefined {
  if (currency === undefined) return undefined;
  if (min !== undefined && max !== undefined) return `${currency} ${min} to ${max}`;
  if (min !== undefined) return `${currency} ${min} and more`;
  return max === undefined ? currency : `${currency} up to ${max}`;
}
