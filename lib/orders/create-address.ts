import type { Deps } from "../deps";
import type { Issue, UseCaseError } from "../errors";
import type { JsonObject } from "../json";
import { err, ok, type Result } from "../result";
import { isCountry } from "./contact-rules";
import type { Address } from "./order";

export type CreateAddressInput = Partial<Omit<Address, "id" | "line1" | "city" | "countryCode">> & {
  line1: string;
  city: string;
  countryCode: string;
  metadata?: JsonObject;
  apiClientId: string | null;
};

/** An address of its own, to be set on orders later. */
export async function createAddress(
  deps: Deps,
  input: CreateAddressInput,
): Promise<Result<Address, UseCaseError>> {
  const issues = addressProblems(input);
  if (issues.length > 0) return err({ code: "invalid_input", issues });
  const { apiClientId, ...given } = input;
  const address: Address = {
    business: false,
    firstName: null,
    lastName: null,
    company: null,
    line2: null,
    zipCode: null,
    stateCode: null,
    phone: null,
    email: null,
    notes: null,
    billingInfo: null,
    metadata: {},
    reference: null,
    referenceOrigin: null,
    ...given,
    id: deps.ids.resource(),
  };
  await deps.orders.createAddress({ ...address, apiClientId }, deps.by, deps.clock.now());
  return ok(address);
}

/** What is wrong with an address, each with its place. */
export function addressProblems(
  input: Pick<
    CreateAddressInput,
    "business" | "company" | "firstName" | "lastName" | "countryCode"
  >,
): Issue[] {
  const issues: Issue[] = [];
  if (!isCountry(input.countryCode)) {
    issues.push({
      path: "attributes.country_code",
      message: "must be a country, two capital letters, like DE",
    });
  }
  if (input.business && !input.company) {
    issues.push({ path: "attributes.company", message: "can't be blank" });
  }
  if (!input.business && !input.firstName) {
    issues.push({ path: "attributes.first_name", message: "can't be blank" });
  }
  if (!input.business && !input.lastName) {
    issues.push({ path: "attributes.last_name", message: "can't be blank" });
  }
  return issues;
}
