import type { GatewayChoice, MarketChoice, MethodView } from "@/lib/methods/method-view";
import { decimalOf } from "@/lib/money/currency";
import type { CurrencyCode } from "@/lib/money/money";
import { type AdminAction, AdminForm } from "./admin-form";
import { FormCheck, FormSelect, FormText } from "./form-problems";

type Props = {
  action: AdminAction;
  submit: { label: string; workingLabel: string };
  hidden: Readonly<Record<string, string>>;
  markets: readonly MarketChoice[];
  gateways: readonly GatewayChoice[];
  /** False where the banner says it of all. */
  marksMode: boolean;
  /** Null: a new one. */
  method: MethodView | null;
  /** What a new one begins with. */
  first: { marketId: string | null; gatewayId: string | null };
};

const amountText = (minor: number | null | undefined, currency: string | null | undefined) =>
  minor == null || currency == null
    ? ""
    : decimalOf({ amountMinor: minor, currency: currency as CurrencyCode });

/** Everything that may be said of a payment method, but its place and its switch. */
export function MethodForm(props: Props) {
  const { method } = props;
  const amount = { inputMode: "decimal", autoComplete: "off" } as const;
  return (
    <AdminForm action={props.action} submit={props.submit} hidden={props.hidden}>
      <FormText
        name="name"
        label="Name"
        help="What shoppers read, like Card."
        defaultValue={method?.name ?? ""}
        maxLength={255}
      />
      <FormText
        name="description"
        label="Description"
        help="A second line for shoppers, like Credit or debit."
        optional
        defaultValue={method?.description ?? ""}
        maxLength={255}
      />
      <Choices {...props} />
      <FormText
        name="currency"
        label="Currency"
        help="Three letters, like EUR. Left empty, it is offered in every currency of the market, and amounts here are in the market’s own."
        optional
        defaultValue={method?.currency ?? ""}
        maxLength={3}
      />
      <FormText
        name="fee"
        label="Fee"
        help="Added to the total of orders in this currency that are paid with it. Left empty, it costs nothing."
        optional
        defaultValue={method?.feeMinor ? amountText(method.feeMinor, method.amountCurrency) : ""}
        {...amount}
      />
      <FormCheck
        name="auto_capture"
        label="Capture as soon as it is authorized"
        defaultChecked={method?.autoCapture ?? false}
      />
      <FormText
        name="auto_capture_max"
        label="Capture by itself up to"
        help="A larger total waits for somebody. Left empty, there is no limit."
        optional
        defaultValue={amountText(method?.autoCaptureMaxMinor, method?.amountCurrency)}
        {...amount}
      />
      <FormCheck
        name="require_capture"
        label="Goods leave only after the capture"
        defaultChecked={method?.requireCapture ?? true}
      />
      <FormCheck
        name="auto_place"
        label="Place the order when an authorization arrives later"
        defaultChecked={method?.autoPlace ?? false}
      />
    </AdminForm>
  );
}

function Choices({ method, first, markets, gateways, marksMode }: Props) {
  return (
    <>
      <FormSelect
        name="gateway"
        label="Gateway"
        help="The account that the money goes to."
        defaultValue={method?.gateway.id ?? first.gatewayId ?? gateways[0]?.id ?? ""}
      >
        {gateways.map(({ id, name, mode }) => (
          <option key={id} value={id}>
            {marksMode ? `${name} (${mode})` : name}
          </option>
        ))}
      </FormSelect>
      <FormSelect
        name="market"
        label="Market"
        defaultValue={(method === null ? first.marketId : method.marketId) ?? ""}
      >
        {markets.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value="">Every market</option>
      </FormSelect>
    </>
  );
}
