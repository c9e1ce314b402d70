import { Badge } from "@/components/ui/badge";
import { Empty } from "@/components/ui/empty";
import type { ApiClientView } from "@/lib/api-clients/api-client";
import type { MarketChoice } from "@/lib/api-clients/api-client-queries";
import { ActionDialog, type AdminAction } from "./admin-form";
import { CopyText } from "./copy-text";
import { FormLongText, FormSelect, FormText } from "./form-problems";

export type ApiClientForms = {
  create: AdminAction;
  renew: AdminAction;
  switch: AdminAction;
  origins: AdminAction;
};

const KINDS = {
  integration: "Integration: a server of yours, with a secret",
  sales_channel: "Sales channel: a storefront’s own pages, without one",
} as const;

/** Who may speak to the API. `forms` null where this role may not change it. */
export function ApiClients(props: {
  clients: readonly ApiClientView[];
  markets: readonly MarketChoice[];
  marksMode: boolean;
  forms: ApiClientForms | null;
}) {
  const { clients, markets, marksMode, forms } = props;
  return (
    <section className="card" aria-labelledby="credentials">
      <div className="card__head">
        <h2 id="credentials">API credentials</h2>
        <span className="push" />
        {forms === null ? null : (
          <NewClient markets={markets} marksMode={marksMode} action={forms.create} />
        )}
      </div>
      <div className="card__body stack">
        {clients.length === 0 ? (
          <Empty
            icon="code"
            title="Nobody speaks to the API yet"
            text="Make credentials for your storefront or your server, then follow the first payment in the API’s pages."
          />
        ) : null}
        <ul className="stack">
          {clients.map((client) => (
            <Client key={client.id} client={client} forms={forms} marksMode={marksMode} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function Client(props: {
  client: ApiClientView;
  forms: ApiClientForms | null;
  marksMode: boolean;
}) {
  const { client, forms, marksMode } = props;
  const { name, kind, mode, scope, clientId, isDisabled, allowedOrigins } = client;
  return (
    <li className="stack stack--2">
      <div className="row row--wrap gap-x-3 gap-y-1">
        <h3 className="strong">{name}</h3>
        <Badge tone="info">{kind === "integration" ? "Integration" : "Sales channel"}</Badge>
        {marksMode ? <Badge tone={mode === "test" ? "test" : "good"}>{mode}</Badge> : null}
        {isDisabled ? <Badge coin="struck">Switched off</Badge> : null}
      </div>
      <p className="sub">
        <CopyText text={clientId} label={`the client id of ${name}`} /> · {scope}
      </p>
      {allowedOrigins.length === 0 ? null : (
        <p className="sub break-all">Sites: {allowedOrigins.join(", ")}</p>
      )}
      {forms === null ? null : <ClientActions client={client} forms={forms} />}
    </li>
  );
}

function ClientActions({ client, forms }: { client: ApiClientView; forms: ApiClientForms }) {
  const { id, name, kind, isDisabled, allowedOrigins } = client;
  const hidden = { client: id };
  return (
    <div className="row row--wrap gap-3">
      <ActionDialog
        trigger={{ label: "Sites…" }}
        title={`From which sites may ${name} be used?`}
        submit={{ label: "Keep these sites", workingLabel: "Keeping" }}
        action={forms.origins}
        hidden={hidden}
      >
        <p>
          Their pages may read the API’s answers, and shoppers may be sent back to them after their
          bank.
        </p>
        <Origins initial={allowedOrigins.join("\n")} />
      </ActionDialog>
      {kind === "integration" ? (
        <ActionDialog
          trigger={{ label: "New secret…" }}
          title={`Give ${name} a new secret?`}
          submit={{ label: "Make a new secret", workingLabel: "Making it" }}
          action={forms.renew}
          hidden={hidden}
        >
          <p>
            The old secret and every token that it brought end at once. Whatever uses it is refused
            until it has the new one, which is shown to you once.
          </p>
        </ActionDialog>
      ) : null}
      <ActionDialog
        trigger={{ label: isDisabled ? "Switch on…" : "Switch off…" }}
        title={isDisabled ? `Let ${name} speak to the API again?` : `Keep ${name} out of the API?`}
        submit={
          isDisabled
            ? { label: "Switch on", workingLabel: "Switching on" }
            : { label: "Switch off", workingLabel: "Switching off", look: "danger" }
        }
        action={forms.switch}
        hidden={{ ...hidden, to: isDisabled ? "on" : "off" }}
      >
        <p>
          {isDisabled
            ? "With the same id and secret as before."
            : "Its tokens end at once. You can switch it on again."}
        </p>
      </ActionDialog>
    </div>
  );
}

function Origins({ initial }: { initial: string }) {
  return (
    <FormLongText
      label="Sites"
      name="origins"
      help="One a line, like https://shop.example"
      optional
      defaultValue={initial}
      spellCheck={false}
    />
  );
}

function NewClient(props: {
  markets: readonly MarketChoice[];
  marksMode: boolean;
  action: AdminAction;
}) {
  return (
    <ActionDialog
      trigger={{ label: "New credentials…", look: "primary" }}
      title="Make credentials for the API?"
      submit={{ label: "Make credentials", workingLabel: "Making them" }}
      action={props.action}
    >
      <FormText label="Name" name="name" help="Like Storefront or Warehouse" required />
      <FormSelect label="Kind" name="kind" defaultValue="integration">
        {Object.entries(KINDS).map(([kind, words]) => (
          <option key={kind} value={kind}>
            {words}
          </option>
        ))}
      </FormSelect>
      <FormSelect label="Market" name="scope" defaultValue="market:all">
        <option value="market:all">All markets</option>
        {props.markets.map(({ number, name }) => (
          <option key={number} value={`market:${number}`}>
            {name}
          </option>
        ))}
      </FormSelect>
      {props.marksMode ? (
        <FormSelect label="Money" name="mode" defaultValue="test">
          <option value="test">Test: nothing is taken</option>
          <option value="live">Live: real money moves</option>
        </FormSelect>
      ) : null}
      <Origins initial="" />
    </ActionDialog>
  );
}
