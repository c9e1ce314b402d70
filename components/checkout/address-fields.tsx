import { SelectField, TextField } from "@/components/ui/field";
import type { AddressValues } from "./contact-check";
import type { Country } from "./countries";
import { CONTACT } from "./messages";
import { POSTCODES } from "./postcodes";

type Props = {
  /** In front of every name and id: two addresses may stand on one page. */
  prefix: "" | "billing_";
  values: AddressValues;
  errors: Readonly<Record<string, string | undefined>>;
  countries: readonly Country[];
  hasPhone: boolean;
};

/** Name, country, street, city: in the order in which people say an address, with what browsers need to fill it in. */
export function AddressFields({ prefix, values, errors, countries, hasPhone }: Props) {
  const section = prefix === "" ? "shipping" : "billing";
  const frame = (field: keyof AddressValues, label: string) => ({
    id: `${prefix}${field}`,
    label,
    error: errors[`${prefix}${field}`],
  });
  const input = (field: keyof AddressValues, autofill: string) => ({
    name: `${prefix}${field}`,
    defaultValue: values[field],
    autoComplete: `${section} ${autofill}`,
  });
  const isNumeric = POSTCODES[values.country_code]?.digitsOnly === true;
  return (
    <>
      <TextField frame={frame("full_name", CONTACT.fullName)} {...input("full_name", "name")} />
      <SelectField
        frame={frame("country_code", CONTACT.country)}
        {...input("country_code", "country")}
      >
        {countries.map((country) => (
          <option key={country.code} value={country.code}>
            {country.name}
          </option>
        ))}
      </SelectField>
      <TextField frame={frame("line_1", CONTACT.line1)} {...input("line_1", "address-line1")} />
      <details className="more" open={values.line_2 !== ""}>
        <summary>{CONTACT.addLine2}</summary>
        <TextField
          frame={{ ...frame("line_2", CONTACT.line2), optional: true }}
          {...input("line_2", "address-line2")}
        />
      </details>
      <TextField
        frame={{ ...frame("zip_code", CONTACT.zip), span: 3 }}
        {...input("zip_code", "postal-code")}
        inputMode={isNumeric ? "numeric" : undefined}
      />
      <TextField
        frame={{ ...frame("city", CONTACT.city), span: 3 }}
        {...input("city", "address-level2")}
      />
      <TextField
        frame={{ ...frame("state_code", CONTACT.state), className: "field--state" }}
        {...input("state_code", "address-level1")}
      />
      {hasPhone ? (
        <TextField
          frame={{ ...frame("phone", CONTACT.phone), help: CONTACT.phoneHelp, optional: true }}
          {...input("phone", "tel")}
          type="tel"
        />
      ) : null}
    </>
  );
}
