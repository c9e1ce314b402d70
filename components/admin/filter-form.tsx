import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

/** Narrows a list by its address, so that it works without JavaScript and a link keeps it. */
export function FilterForm(props: {
  path: string;
  /** What the search looks at: "Search orders". */
  label: string;
  placeholder: string;
  search: string;
  isNarrowed: boolean;
  children?: ReactNode;
}) {
  return (
    <search>
      <form className="filters" action={props.path} method="get">
        <div className="search">
          <label className="vh" htmlFor="q">
            {props.label}
          </label>
          <Icon name="search" />
          <input
            className="input"
            id="q"
            name="q"
            type="search"
            maxLength={254}
            defaultValue={props.search}
            placeholder={props.placeholder}
          />
        </div>
        {props.children}
        <Button type="submit">Show</Button>
        {props.isNarrowed ? (
          <ButtonLink href={props.path} look="quiet">
            Clear
          </ButtonLink>
        ) : null}
      </form>
    </search>
  );
}

/** One choice of a filter; `all` is what it says while nothing is chosen. */
export function FilterSelect(props: {
  name: string;
  label: string;
  all?: string;
  value: string;
  options: readonly { value: string; label: string }[];
}) {
  const id = `filter-${props.name}`;
  return (
    <div className="filter">
      <label className="vh" htmlFor={id}>
        {props.label}
      </label>
      <span className="select">
        <select className="input" id={id} name={props.name} defaultValue={props.value}>
          {props.all === undefined ? null : <option value="">{props.all}</option>}
          {props.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" />
      </span>
    </div>
  );
}

export function FilterDay({ name, label, value }: { name: string; label: string; value: string }) {
  const id = `filter-${name}`;
  return (
    <div className="filter filter--day">
      <label htmlFor={id}>{label}</label>
      <input className="input" id={id} name={name} type="date" defaultValue={value} />
    </div>
  );
}
