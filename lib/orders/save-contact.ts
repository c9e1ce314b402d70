import type { Deps } from "../deps";
import { type Issue, invalid, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { addressIssues, type ContactAddress, isEmail } from "./contact-rules";
import type { Address } from "./order";
import { countryLockOf } from "./order-attributes";

export type SaveContactInput = {
  token: string;
  email: string;
  address: ContactAddress;
  /** Null: the same as the delivery address. */
  billing: ContactAddress | null;
};

/** The checkout's first step: who buys, and where it goes. Answers every field that must be mended at once. */
export async function saveContact(
  deps: Deps,
  input: SaveContactInput,
): Promise<Result<null, UseCaseError>> {
  const email = input.email.trim();
  const issues: Issue[] = [];
  if (!isEmail(email)) {
    issues.push({ path: "email", message: "Enter an e-mail address, like name@example.com" });
  }
  issues.push(...addressIssues("address", input.address));
  if (input.billing) issues.push(...addressIssues("billing", input.billing));
  if (issues.length > 0) return err({ code: "invalid_input", issues });

  const shipping = addressOf(deps.ids.resource(), input.address);
  const billing = input.billing ? addressOf(deps.ids.resource(), input.billing) : null;
  return deps.orders.change({ token: input.token }, deps.by, deps.clock.now(), (state) => {
    const lock = countryLockOf(state.order.attributes);
    if (lock !== null && lock !== shipping.countryCode) {
      return err(invalid("address.countryCode", `This order can only be sent to ${lock}`));
    }
    return ok({
      edit: {
        email,
        addAddresses: billing ? [shipping, billing] : [shipping],
        shippingAddressId: shipping.id,
        billingAddressId: billing?.id ?? null,
      },
      value: null,
    });
  });
}

function addressOf(id: string, contact: ContactAddress): Address {
  const names = contact.fullName.trim().split(/\s+/);
  const lastName = names.length > 1 ? (names.pop() ?? null) : null;
  const text = (value: string | null) => value?.trim() || null;
  return {
    id,
    business: false,
    firstName: names.join(" "),
    lastName,
    company: null,
    line1: contact.line1.trim(),
    line2: text(contact.line2),
    city: contact.city.trim(),
    zipCode: text(contact.zipCode),
    stateCode: text(contact.stateCode),
    countryCode: contact.countryCode,
    phone: text(contact.phone),
    email: null,
    notes: null,
    billingInfo: null,
    metadata: {},
    reference: null,
    referenceOrigin: null,
  };
}
