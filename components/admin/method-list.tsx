import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { formatMoney } from "@/components/ui/format";
import type { MarketChoice, MethodView } from "@/lib/methods/method-view";
import { ActionDialog, type AdminAction, AdminForm } from "./admin-form";
import { ModeBadge } from "./gateway-signs";

export type MethodActions = { move: AdminAction; toggle: AdminAction; remove: AdminAction };

type Shown = {
  market: MarketChoice;
  marksMode: boolean;
  canChange: boolean;
  actions: MethodActions;
};

/** In the order in which shoppers read them. */
export function MethodList({ methods, ...shown }: Shown & { methods: readonly MethodView[] }) {
  return (
    <ol
      className="stack list-none p-0 m-0"
      aria-label={`Payment methods of ${shown.market.name}, as shoppers read them`}
    >
      {methods.map((method, index) => (
        <li key={method.id} className="card">
          <MethodCard
            method={method}
            above={methods[index - 1] ?? null}
            below={methods[index + 1] ?? null}
            {...shown}
          />
        </li>
      ))}
    </ol>
  );
}

type CardProps = Shown & { method: MethodView; above: MethodView | null; below: MethodView | null };

function MethodCard(props: CardProps) {
  const { method, canChange } = props;
  const title = `method-${method.id}`;
  return (
    <article className="card__body stack stack--2" aria-labelledby={title}>
      <div className="row row--wrap gap-x-3 gap-y-1">
        <h2 className="text-base" id={title}>
          <Link href={`/admin/payment-methods/${method.id}`} prefetch={false}>
            {method.name}
          </Link>
        </h2>
        <Signs {...props} />
      </div>
      <MethodFacts method={method} />
      {canChange ? <Keys {...props} /> : null}
    </article>
  );
}

export function MethodFacts({ method }: { method: MethodView }) {
  return (
    <>
      {method.description === null ? null : <p>{method.description}</p>}
      <p className="sub">{factsOf(method).join(" · ")}</p>
    </>
  );
}

function Signs({ method, marksMode }: CardProps) {
  const { gateway } = method;
  return (
    <>
      {marksMode ? <ModeBadge mode={gateway.mode} /> : null}
      {method.disabledAt === null ? (
        <Badge tone="good" coin="full">
          On
        </Badge>
      ) : (
        <Badge tone="quiet" coin="struck">
          Off
        </Badge>
      )}
      {gateway.isEnabled ? null : (
        <Badge tone="warn" coin="struck">
          Its gateway is off
        </Badge>
      )}
    </>
  );
}

function factsOf(method: MethodView): string[] {
  const { amountCurrency, feeMinor, autoCaptureMaxMinor } = method;
  const money = (minor: number) =>
    amountCurrency === null ? String(minor) : formatMoney(minor, amountCurrency);
  const limit = autoCaptureMaxMinor === null ? "" : ` up to ${money(autoCaptureMaxMinor)}`;
  return [
    method.gateway.name,
    method.marketId === null ? "every market" : "this market",
    method.currency ?? "every currency",
    ...(feeMinor === 0 ? [] : [`fee ${money(feeMinor)}`]),
    method.autoCapture ? `captured at once${limit}` : "captured by hand",
    ...(method.requireCapture ? [] : ["goods may leave before the capture"]),
    ...(method.autoPlace ? ["places a late order by itself"] : []),
  ];
}

function Keys(props: CardProps) {
  const { method, above, below } = props;
  return (
    <div className="row row--wrap">
      {above === null ? null : <Move {...props} upper={above} lower={method} label="Move up" />}
      {below === null ? null : <Move {...props} upper={method} lower={below} label="Move down" />}
      <Toggle {...props} />
      <Remove {...props} />
    </div>
  );
}

/** Says who stands where: pressed twice, it moves once. */
function Move(props: CardProps & { upper: MethodView; lower: MethodView; label: string }) {
  const { upper, lower, label } = props;
  return (
    <AdminForm
      action={props.actions.move}
      submit={{ label, workingLabel: "Moving", look: "quiet" }}
      hidden={{ market: props.market.id, upper: upper.id, lower: lower.id }}
      className="contents"
    />
  );
}

const hiddenOf = ({ id, name, gateway }: MethodView) => ({ id, name, mode: gateway.mode });

function Toggle({ method, actions }: CardProps) {
  const isOn = method.disabledAt === null;
  return (
    <ActionDialog
      action={actions.toggle}
      trigger={{ label: isOn ? "Switch off…" : "Switch on…" }}
      title={isOn ? `Switch ${method.name} off?` : `Switch ${method.name} on?`}
      submit={
        isOn
          ? { label: "Switch it off", workingLabel: "Switching it off", look: "danger" }
          : { label: "Switch it on", workingLabel: "Switching it on" }
      }
      hidden={{ ...hiddenOf(method), to: isOn ? "off" : "on" }}
    >
      <p>
        {isOn
          ? "Shoppers are offered it no longer. What was paid with it stays, and can be captured and given back."
          : "Shoppers are offered it again, at once."}
      </p>
    </ActionDialog>
  );
}

function Remove({ method, market, actions }: CardProps) {
  return (
    <ActionDialog
      action={actions.remove}
      trigger={{ label: "Delete…", look: "quiet" }}
      title={`Delete ${method.name}?`}
      submit={{ label: "Delete the method", workingLabel: "Deleting it", look: "danger" }}
      hidden={{ ...hiddenOf(method), market: market.id }}
    >
      <p>
        Shoppers are offered it no longer, and it cannot be taken back. A method that orders were
        paid with stays: switch it off instead.
      </p>
    </ActionDialog>
  );
}
