import { Button, ButtonLink } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import type { AuditFilter } from "@/lib/people/audit-queries";
import type { Person } from "@/lib/people/person";

/** A plain form: the filter is the page's address. */
export function AuditFilterForm(props: {
  filter: AuditFilter;
  people: readonly Person[];
  about: readonly string[];
}) {
  const { filter, people, about } = props;
  return (
    <form
      method="get"
      action="/admin/people/audit"
      aria-label="Filter"
      className="row row--wrap gap-3"
    >
      <SelectField
        frame={{ id: "person", label: "Person" }}
        name="person"
        defaultValue={filter.personId ?? ""}
      >
        <option value="">Everybody</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        frame={{ id: "about", label: "About" }}
        name="about"
        defaultValue={filter.about ?? ""}
      >
        <option value="">Everything</option>
        {about.map((type) => (
          <option key={type} value={type}>
            {type.replaceAll("_", " ")}
          </option>
        ))}
      </SelectField>
      <TextField
        frame={{ id: "from", label: "From" }}
        name="from"
        type="date"
        defaultValue={filter.from ?? ""}
      />
      <TextField
        frame={{ id: "to", label: "To" }}
        name="to"
        type="date"
        defaultValue={filter.to ?? ""}
      />
      <div className="row self-end">
        <Button type="submit">Show</Button>
        <ButtonLink href="/admin/people/audit" look="quiet">
          Everything
        </ButtonLink>
      </div>
    </form>
  );
}
