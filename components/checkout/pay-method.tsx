import { FieldError } from "@/components/ui/field";
import { Glyph } from "@/components/ui/glyph";
import { BANK, LOCK } from "@/components/ui/glyph-paths";
import { CardMarks } from "./card-marks";
import type { OfferedMethod } from "./offered-methods";
import { PAYMENT_FORMS } from "./payment-forms";
import type { CardFormProps } from "./payment-forms/card-fields";
import { ExternalForm } from "./payment-forms/external";
import { PAYMENT } from "./payment-messages";

type Props = {
  method: OfferedMethod;
  shopName: string;
  isChosen: boolean;
  typedCode: string;
  error: string | undefined;
  currency: string;
  onFields: CardFormProps["onFields"];
};

/** One way to pay: a radio whose whole row is the target; its fields open below it. */
export function PayMethod(props: Props) {
  const { method } = props;
  const form = PAYMENT_FORMS[method.sourceType];
  const { help } = method;
  const id = `method-${method.id}`;
  return (
    <div className={method.isAway ? "option option--away" : "option"}>
      <label htmlFor={id}>
        <input
          type="radio"
          name="method"
          id={id}
          value={method.id}
          defaultChecked={props.isChosen && !method.isAway}
          disabled={method.isAway}
          aria-labelledby={`${id}-name`}
          aria-describedby={help === null ? undefined : `${id}-help`}
        />
        <span>
          <span className="option__name" id={`${id}-name`}>
            {method.name}
          </span>
          {help === null ? null : (
            <span className="option__help" id={`${id}-help`}>
              {help}
            </span>
          )}
        </span>
        {form.kind === "card" ? <CardMarks marks={form.marks} /> : <Glyph path={BANK} />}
      </label>
      {method.isAway ? null : <MethodFields {...props} />}
    </div>
  );
}

/** What the provider, or the shopper, fills in once the method is chosen. */
function MethodFields(props: Props) {
  const { method, error } = props;
  const form = PAYMENT_FORMS[method.sourceType];
  return (
    <div className="option__body">
      {form.kind === "card" ? (
        <div className="stack" id={`card-${method.id}`} tabIndex={-1}>
          {error === undefined ? null : <FieldError id={`card-${method.id}-e`}>{error}</FieldError>}
          <form.Form
            method={method}
            holder={form.holder}
            isChosen={props.isChosen}
            amountMinor={method.totalMinor}
            currency={props.currency}
            onFields={props.onFields}
          />
          <noscript>
            <p className="field__help">{PAYMENT.needsScript}</p>
          </noscript>
          <p className="assure">
            <Glyph path={LOCK} />
            <span>{PAYMENT.assure(form.holder, props.shopName)}</span>
          </p>
        </div>
      ) : form.kind === "transfer" ? (
        <p className="whitespace-pre-line">{method.hint}</p>
      ) : (
        <ExternalForm
          methodId={method.id}
          methodName={method.name}
          help={method.hint}
          typed={props.typedCode}
          error={error}
        />
      )}
    </div>
  );
}
