import { SelectField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

/** Gives something of the attention list to a colleague, behind its own summary. */
export function GiveTo(props: {
  /** Of the field: one a page. */
  id: string;
  hidden: Readonly<Record<string, string>>;
  action: (form: FormData) => Promise<void>;
  people: readonly { id: string; name: string }[];
}) {
  const { id, hidden, action, people } = props;
  return (
    <details className="min-w-0">
      <summary className="btn inline-flex w-fit cursor-pointer">Give to…</summary>
      <form action={action} className="stack stack--2 mt-3">
        <HiddenFields fields={hidden} />
        <SelectField frame={{ id: `${id}-owner`, label: "Who looks after it?" }} name="owner">
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </SelectField>
        <SubmitButton label="Give it to them" workingLabel="Giving it" className="w-fit" />
      </form>
    </details>
  );
}

export const HiddenFields = ({ fields }: { fields: Readonly<Record<string, string>> }) =>
  Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
