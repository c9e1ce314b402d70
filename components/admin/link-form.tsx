import type { AdminAction } from "@/components/admin/admin-form";
import { formatMoney } from "@/components/ui/format";
import type { LinkChoices } from "@/lib/links/link-view";
import { AdminForm } from "./admin-form";
import { FormSelect, FormText } from "./form-problems";

export type LinkKind = "amount" | "products";

type Props = {
  action: AdminAction;
  nonce: string;
  kind: LinkKind;
  choices: LinkChoices;
  /** What the products are priced in. */
  currency: string;
  linesCount: number;
  days: { offered: readonly number[]; usual: number };
};

/** What a new link is for, who pays it and until when. */
export function LinkForm({ action, nonce, kind, choices, currency, linesCount, days }: Props) {
  const priced = kind === "products" ? { currency } : {};
  return (
    <AdminForm
      action={action}
      className="stack narrow-form"
      hidden={{ nonce, kind, ...priced }}
      submit={{ label: "Make the link", workingLabel: "Making the link", look: "primary" }}
    >
      {kind === "amount" ? (
        <AmountFields currencies={choices.currencies} currency={currency} />
      ) : (
        <ProductFields choices={choices} currency={currency} linesCount={linesCount} />
      )}
      <div className="fields">
        <FormText
          name="email"
          label="Customer’s e-mail"
          optional
          help="Without one the customer enters it."
          type="email"
          inputMode="email"
          autoComplete="off"
          span={4}
        />
        <FormSelect name="days" label="Can be paid for" defaultValue={String(days.usual)} span={2}>
          {days.offered.map((each) => (
            <option key={each} value={each}>
              {each === 1 ? "1 day" : `${each} days`}
            </option>
          ))}
        </FormSelect>
        {choices.markets.length < 2 ? null : (
          <FormSelect
            name="market"
            label="Market"
            help="Its taxes, ways to pay and to deliver."
            span={4}
          >
            {choices.markets.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </FormSelect>
        )}
      </div>
    </AdminForm>
  );
}

function AmountFields(props: { currencies: readonly string[]; currency: string }) {
  return (
    <div className="fields">
      <FormText
        name="amount"
        label="Amount"
        help="Tax is added where the market’s prices do not include it."
        inputMode="decimal"
        autoComplete="off"
        span={4}
      />
      <FormSelect name="currency" label="Currency" defaultValue={props.currency} span={2}>
        {props.currencies.map((code) => (
          <option key={code}>{code}</option>
        ))}
      </FormSelect>
      <FormText
        name="description"
        label="What it is for"
        help="The customer reads it, like “Repair of a bicycle”."
        maxLength={120}
        autoComplete="off"
      />
    </div>
  );
}

/** A fixed few rows, so that it works without JavaScript; those left empty are no lines. */
function ProductFields(props: { choices: LinkChoices; currency: string; linesCount: number }) {
  const { choices, currency, linesCount } = props;
  return (
    <>
      <datalist id="products">
        {choices.products.map(({ code, name, unitMinor }) => (
          <option key={code} value={code}>
            {`${name}, ${formatMoney(unitMinor, currency)}`}
          </option>
        ))}
      </datalist>
      {Array.from({ length: linesCount }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a form stand in their order.
        <div key={place} className="fields">
          <FormText
            name={`lines.${place}`}
            label={`Product ${place + 1}`}
            {...(place === 0 ? { help: "Its code, like ENAMEL-MUG." } : { optional: true })}
            list="products"
            maxLength={100}
            autoComplete="off"
            span={4}
          />
          <FormText
            name={`quantities.${place}`}
            label={`Quantity ${place + 1}`}
            inputMode="numeric"
            defaultValue="1"
            autoComplete="off"
            span={2}
          />
        </div>
      ))}
    </>
  );
}
