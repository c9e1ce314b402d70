import type { AddressView } from "@/lib/orders/checkout-view";
import type { AddressValues } from "./contact-check";

/** An order's address as the form shows it; an empty one in the given country where there is none yet. */
export function valuesOfAddress(address: AddressView | null, countryCode: string): AddressValues {
  return {
    full_name: address?.fullName ?? "",
    country_code: address?.countryCode ?? countryCode,
    line_1: address?.line1 ?? "",
    line_2: address?.line2 ?? "",
    zip_code: address?.zipCode ?? "",
    city: address?.city ?? "",
    state_code: address?.stateCode ?? "",
    phone: address?.phone ?? "",
  };
}

const orNull = (text: string) => (text.trim() === "" ? null : text.trim());

/** The form's address as the order keeps it: trimmed, and null for what was left empty. */
export function addressOfValues(values: AddressValues): AddressView {
  return {
    fullName: values.full_name.trim(),
    line1: values.line_1.trim(),
    line2: orNull(values.line_2),
    zipCode: orNull(values.zip_code),
    city: values.city.trim(),
    stateCode: orNull(values.state_code),
    countryCode: values.country_code,
    phone: orNull(values.phone),
  };
}

/** "Oranienstraße 25, 10999 Berlin". */
export function addressLine(address: AddressView): string {
  const city = [address.zipCode, address.city].filter(Boolean).join(" ");
  return [address.line1, address.line2, city, address.stateCode].filter(Boolean).join(", ");
}

const PATHS: Readonly<Record<string, string>> = { address: "", billing: "billing_" };

/** A use case's path (`email`, `address.zip_code`, `billing.city`) as the name of the form's field. */
export function fieldOfPath(path: string): string {
  const [first = "", rest] = path.split(".");
  if (rest === undefined) return first;
  return `${PATHS[first] ?? ""}${rest}`;
}
