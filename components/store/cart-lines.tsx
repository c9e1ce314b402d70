import { Button } from "@/components/ui/button";
import { formatMoney } from "@/components/ui/format";
import { Icon } from "@/components/ui/icon";
import { Money } from "@/components/ui/money";
import type { LineView } from "@/lib/orders/checkout-view";
import { Drawing } from "./drawing";
import { CART } from "./messages";

type SetQuantity = (form: FormData) => Promise<void>;

/** One press, one form: the quantity that follows stands in it, so that it works without JavaScript. */
function Step({
  line,
  quantity,
  label,
  action,
  children,
}: {
  line: LineView;
  quantity: number;
  label: string;
  action: SetQuantity;
  children: React.ReactNode;
}) {
  return (
    <form action={action}>
      <input type="hidden" name="line_id" value={line.id} />
      <input type="hidden" name="quantity" value={quantity} />
      <Button type="submit" className="stepper__key" aria-label={label}>
        {children}
      </Button>
    </form>
  );
}

const QUANTITY_MAX = 99;

export function CartLines({
  lines,
  currency,
  setQuantity,
}: {
  lines: readonly LineView[];
  currency: string;
  setQuantity: SetQuantity;
}) {
  return (
    <ul className="panel cartlines">
      {lines.map((line) => (
        <li key={line.id} className="line cartline">
          <span className="line__pic">
            <Drawing skuCode={line.skuCode} imageUrl={line.imageUrl} eager />
          </span>
          <div>
            <p className="line__name">{line.name}</p>
            <p className="line__meta">
              {line.description === null ? "" : `${line.description} · `}
              {CART.each(formatMoney(line.unitMinor, currency))}
            </p>
          </div>
          <p className="strong">
            <Money amountMinor={line.totalMinor} currency={currency} />
          </p>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset inside three forms would not group them. */}
          <div className="stepper" role="group" aria-label={CART.quantity(line.name)}>
            <Step
              line={line}
              quantity={line.quantity - 1}
              label={line.quantity === 1 ? CART.removeLabel(line.name) : CART.less(line.name)}
              action={setQuantity}
            >
              <Icon name="minus" />
            </Step>
            <output className="stepper__count">{line.quantity}</output>
            {line.quantity < QUANTITY_MAX ? (
              <Step
                line={line}
                quantity={line.quantity + 1}
                label={CART.more(line.name)}
                action={setQuantity}
              >
                <Icon name="plus" />
              </Step>
            ) : null}
            {line.quantity > 1 ? (
              <form action={setQuantity}>
                <input type="hidden" name="line_id" value={line.id} />
                <input type="hidden" name="quantity" value={0} />
                <Button type="submit" look="quiet" aria-label={CART.removeLabel(line.name)}>
                  {CART.remove}
                </Button>
              </form>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
