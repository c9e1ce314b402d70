import { Empty } from "@/components/ui/empty";
import { Money } from "@/components/ui/money";
import type { RefundLimitView } from "@/lib/refunds/refund-queries";
import { type AdminAction, AdminForm } from "./admin-form";
import { FormSelect, FormText } from "./form-problems";
import { numeric, RowsTable } from "./rows-table";

const COLUMNS = ["Currency", numeric("More than"), "Set by"];

/** One limit a currency: amounts of different currencies are never added together. */
export function RefundLimits({ limits }: { limits: readonly RefundLimitView[] }) {
  if (limits.length === 0) {
    return (
      <Empty
        icon="people"
        title="One person is enough"
        text="Nobody has set a limit: every owner and operator refunds any amount alone. Set one to have large refunds looked at twice."
      />
    );
  }
  return (
    <section className="card" aria-label="Limits">
      <RowsTable columns={COLUMNS}>
        {limits.map(({ currency, limitMinor, setBy }) => (
          <tr key={currency}>
            <td className="text-start strong">{currency}</td>
            <td className="num amount text-end">
              <Money amountMinor={limitMinor} currency={currency} />
            </td>
            <td className="text-start">{setBy ?? "Somebody of the shop"}</td>
          </tr>
        ))}
      </RowsTable>
    </section>
  );
}

export function RefundLimitForm(props: { action: AdminAction; currencies: readonly string[] }) {
  return (
    <section className="card" aria-labelledby="set-limit">
      <div className="card__head">
        <h2 id="set-limit">Set a limit</h2>
      </div>
      <div className="card__body">
        <AdminForm
          action={props.action}
          submit={{ label: "Save the limit", workingLabel: "Saving" }}
        >
          <FormSelect name="currency" label="Currency">
            {props.currencies.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </FormSelect>
          <FormText
            name="amount"
            label="Limit"
            help="Leave it empty to take the limit away"
            inputMode="decimal"
            autoComplete="off"
          />
        </AdminForm>
      </div>
    </section>
  );
}
