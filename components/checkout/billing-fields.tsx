import { CheckField } from "@/components/ui/field";
import { AddressFields } from "./address-fields";
import type { Country } from "./countries";
import type { PayState } from "./pay-state";
import { PAYMENT } from "./payment-messages";

/** One box to tick; another address opens below it when it is not. The style sheet opens it: no script is needed. */
export function BillingFields({
  typed,
  errors,
  countries,
}: {
  typed: PayState["typed"];
  errors: Readonly<Record<string, string>>;
  countries: readonly Country[];
}) {
  return (
    <div className="billing">
      <CheckField
        name="same_billing"
        value="1"
        defaultChecked={typed.isSameBilling}
        label={PAYMENT.sameBilling}
      />
      <fieldset className="billing__fields">
        <legend className="legend">{PAYMENT.billing}</legend>
        <div className="fields">
          <AddressFields
            prefix="billing_"
            values={typed.billing}
            errors={errors}
            countries={countries}
            hasPhone={false}
          />
        </div>
      </fieldset>
    </div>
  );
}
