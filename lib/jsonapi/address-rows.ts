import "server-only";
import type { Address } from "../orders/order";
import { findDocument } from "./queries";
import type { ApiContext, Row } from "./resource";
import { addresses } from "./resources/addresses";

const textOf = (row: Row, name: string): string | null => {
  const value = row[name];
  return typeof value === "string" ? value : null;
};

/** A copy of an address that this caller may see, under an id of its own; null where there is none. One statement. */
export async function cloneOfAddress(id: string, context: ApiContext): Promise<Address | null> {
  const { caller, deps } = context;
  const [found] = await findDocument(addresses, id, { caller, include: [] });
  if (!found) return null;
  const { row } = found;
  const text = (name: string) => textOf(row, name);
  return {
    id: deps.ids.resource(),
    business: row.business === true,
    firstName: text("first_name"),
    lastName: text("last_name"),
    company: text("company"),
    line1: text("line_1") ?? "",
    line2: text("line_2"),
    city: text("city") ?? "",
    zipCode: text("zip_code"),
    stateCode: text("state_code"),
    countryCode: text("country_code") ?? "",
    phone: text("phone"),
    email: text("email"),
    notes: text("notes"),
    billingInfo: text("billing_info"),
    metadata: {},
    reference: null,
    referenceOrigin: null,
  };
}
