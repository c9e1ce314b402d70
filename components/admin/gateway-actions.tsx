import type { ReactNode } from "react";
import type { GatewayKind } from "@/lib/gateways/gateway-kinds";
import type { GatewayView } from "@/lib/gateways/gateway-view";
import { ActionDialog, type AdminAction, AdminForm } from "./admin-form";
import { FormCheck, FormText } from "./form-problems";
import { GatewayFields } from "./gateway-fields";
import { gatewayWordsOf } from "./gateway-forms";

export type GatewayActions = {
  saveSettings: AdminAction;
  replaceKeys: AdminAction;
  check: AdminAction;
  toggle: AdminAction;
  resetCircuit: AdminAction;
  renewSharedSecret: AdminAction;
  renewWebhookSecret: AdminAction;
  keepWebhookSecret: AdminAction;
  remove: AdminAction;
};
export type Acted = { gateway: GatewayView; kind: GatewayKind; actions: GatewayActions };

const keyOf = ({ id, type, mode }: GatewayView) => ({ id, type, mode });
const seenEndOf = ({ keyEnds }: GatewayView, name: string): Record<string, string> => {
  const end = keyEnds[name];
  return typeof end === "string" ? { seen_end: end } : {};
};

export function SettingsForm({ gateway, kind, actions }: Acted) {
  const fields = kind.fields.filter(({ group }) => group === "settings");
  return (
    <AdminForm
      action={actions.saveSettings}
      submit={{ label: "Save the settings", workingLabel: "Saving the settings" }}
      hidden={keyOf(gateway)}
    >
      <FormText name="name" label="Name" defaultValue={gateway.name} maxLength={255} />
      <GatewayFields
        type={gateway.type}
        fields={fields}
        settings={gateway.settings}
        keyEnds={gateway.keyEnds}
      />
      <p className="sub">What is saved holds from the next payment on.</p>
    </AdminForm>
  );
}

export function CheckNow({ gateway, kind, actions }: Acted) {
  const { displayName } = kind;
  return (
    <AdminForm
      action={actions.check}
      submit={{ label: "Check now", workingLabel: "Checking", look: "plain" }}
      hidden={keyOf(gateway)}
    >
      <p className="sub">
        {displayName} is asked {gatewayWordsOf(gateway.type).asks}, with the keys that are kept.
        Nothing is charged. A right answer closes the circuit.
      </p>
    </AdminForm>
  );
}

export function ReplaceKeys({ gateway, kind, actions }: Acted) {
  const fields = kind.fields.filter(({ group }) => group === "keys");
  if (fields.length === 0) return null;
  const { displayName, canCheck } = kind;
  return (
    <ActionDialog
      action={actions.replaceKeys}
      trigger={{ label: "Replace the keys…" }}
      title={`Replace the keys of ${gateway.name}?`}
      submit={{ label: "Replace the keys", workingLabel: "Replacing the keys" }}
      hidden={keyOf(gateway)}
    >
      <p>
        The next payment uses the new keys, and {displayName} is told anew where its events go. Take
        keys of the same account: what was paid so far can be captured and given back there only.
      </p>
      <GatewayFields
        type={gateway.type}
        fields={fields}
        settings={gateway.settings}
        keyEnds={gateway.keyEnds}
      />
      {canCheck ? (
        <FormCheck name="checks" label={`Ask ${displayName} before they are kept`} defaultChecked />
      ) : null}
      <p className="sub">A secret key is not shown again. Closing this forgets what was typed.</p>
    </ActionDialog>
  );
}

export function Toggle({ gateway, actions }: Acted) {
  const isOn = gateway.disabledAt === null;
  const count = gateway.methods.filter(({ isEnabled }) => isEnabled).length;
  return (
    <ActionDialog
      action={actions.toggle}
      trigger={{ label: isOn ? "Switch off…" : "Switch on…" }}
      title={isOn ? `Switch ${gateway.name} off?` : `Switch ${gateway.name} on?`}
      submit={
        isOn
          ? { label: "Switch it off", workingLabel: "Switching it off", look: "danger" }
          : { label: "Switch it on", workingLabel: "Switching it on" }
      }
      hidden={{ ...keyOf(gateway), to: isOn ? "off" : "on" }}
    >
      <p>{isOn ? offWords(count) : onWords(count)}</p>
    </ActionDialog>
  );
}

const methodsWords = (count: number) =>
  count === 1 ? "its payment method" : `its ${count} payment methods`;

const offWords = (count: number) =>
  `${
    count === 0
      ? "Nothing new is paid with it."
      : `Shoppers are offered ${methodsWords(count)} no longer.`
  } What was paid can still be captured, voided and given back.`;

const onWords = (count: number) =>
  count === 0
    ? "Shoppers see it once a payment method offers it."
    : `Shoppers are offered ${methodsWords(count)} again, at once.`;

export function ResetCircuit({ gateway, actions }: Acted) {
  const { failureCount } = gateway.circuit;
  return (
    <ActionDialog
      action={actions.resetCircuit}
      trigger={{ label: "Close the circuit…" }}
      title={`Close the circuit of ${gateway.name}?`}
      submit={{ label: "Close the circuit", workingLabel: "Closing the circuit" }}
      hidden={keyOf(gateway)}
    >
      <p>
        It failed {failureCount === 1 ? "once" : `${failureCount} times in a row`}. That is
        forgotten, and payments are sent to it again at once: shoppers wait where it still does not
        answer.
      </p>
    </ActionDialog>
  );
}

export function RenewSharedSecret({ gateway, actions }: Acted) {
  return (
    <ActionDialog
      action={actions.renewSharedSecret}
      trigger={{ label: "Renew the shared secret…" }}
      title={`Renew the shared secret of ${gateway.name}?`}
      submit={{ label: "Renew the secret", workingLabel: "Renewing the secret" }}
      hidden={{ ...keyOf(gateway), ...seenEndOf(gateway, "shared_secret") }}
    >
      <p>
        From now on Kassa signs its calls with the new secret, which is shown once. Your service
        must know it to believe them. What your service signs with the secret before is still
        believed, until the next renewal.
      </p>
    </ActionDialog>
  );
}

export function WebhookSecret({ gateway, kind, actions }: Acted) {
  const { displayName } = kind;
  const hidden = { ...keyOf(gateway), ...seenEndOf(gateway, "webhook_endpoint_secret") };
  return (
    <div className="row row--wrap">
      <ActionDialog
        action={actions.renewWebhookSecret}
        trigger={{ label: "Renew the signing secret…" }}
        title={`Renew the signing secret of ${gateway.name}?`}
        submit={{ label: "Renew the secret", workingLabel: "Renewing the secret" }}
        hidden={hidden}
      >
        <p>
          The address is registered anew at {displayName}, which signs with a new secret from then
          on. Events signed with the one before are still believed, until the next renewal.
        </p>
      </ActionDialog>
      <ActionDialog
        action={actions.keepWebhookSecret}
        trigger={{ label: "Enter a signing secret…", look: "quiet" }}
        title={`Enter a signing secret of ${gateway.name}?`}
        submit={{ label: "Keep the secret", workingLabel: "Keeping the secret" }}
        hidden={hidden}
      >
        <p>
          For an address that you have registered by hand in the dashboard of {displayName}. Events
          signed with the secret before are still believed.
        </p>
        <FormText
          name="secret"
          label="Signing secret"
          type="password"
          autoComplete="off"
          spellCheck={false}
        />
      </ActionDialog>
    </div>
  );
}

export function Remove({ gateway, actions }: Acted): ReactNode {
  return (
    <ActionDialog
      action={actions.remove}
      trigger={{ label: "Delete…" }}
      title={`Delete ${gateway.name}?`}
      submit={{ label: "Delete the gateway", workingLabel: "Deleting it", look: "danger" }}
      hidden={keyOf(gateway)}
    >
      <p>Its keys are forgotten. Its history stays. This cannot be taken back.</p>
    </ActionDialog>
  );
}
