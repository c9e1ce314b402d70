import { CheckField, SelectField, TextField } from "@/components/ui/field";
import type { Address, AddressName } from "@/lib/payment-list/list-address";

type Props = { name: AddressName; label: string; address: Address };
type Option = readonly [value: string, label: string];

const frameOf = ({ name, label }: Props) => ({ id: `filter-${name}`, label });

/** One word of the address out of several. */
export function Menu(props: Props & { any: string; options: readonly Option[] }) {
  const { name, address, any, options } = props;
  return (
    <SelectField frame={frameOf(props)} name={name} defaultValue={address[name] ?? ""}>
      <option value="">{any}</option>
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </SelectField>
  );
}

export function TextBox(props: Props) {
  const { name, address } = props;
  return (
    <TextField
      frame={frameOf(props)}
      name={name}
      defaultValue={address[name]}
      inputMode="decimal"
      autoComplete="off"
    />
  );
}

export function DayField(props: Props) {
  const { name, address } = props;
  return <TextField frame={frameOf(props)} name={name} defaultValue={address[name]} type="date" />;
}

export function CheckBox({ name, label, value, address }: Props & { value: string }) {
  return (
    <CheckField
      name={name}
      label={label}
      value={value}
      defaultChecked={address[name] !== undefined}
    />
  );
}
