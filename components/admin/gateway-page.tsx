import Link from "next/link";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { CopyText } from "./copy-text";
import {
  type Acted,
  CheckNow,
  Remove,
  RenewSharedSecret,
  ReplaceKeys,
  ResetCircuit,
  SettingsForm,
  Toggle,
  WebhookSecret,
} from "./gateway-actions";
import { fieldWordsOf } from "./gateway-forms";
import { type Clocked, dateTime, lastCheckWords } from "./gateway-signs";

type Shown = Acted & { canChange: boolean; clocked: Clocked };

export function Section(props: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="card" aria-labelledby={props.id}>
      <div className="card__head">
        <h2 id={props.id}>{props.title}</h2>
      </div>
      <div className="card__body stack">{props.children}</div>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Of secret keys the ends; and what the provider last said of them. */
export function Keys(props: Shown) {
  const { gateway, kind, canChange, clocked } = props;
  const fields = kind.fields.filter(({ group }) => group === "keys");
  const { checkError, settings, keyEnds } = gateway;
  if (fields.length === 0 && !kind.canCheck && !kind.makesSharedSecret) return null;
  return (
    <Section id="keys" title="Keys">
      <dl className="facts">
        {fields.map(({ name, isSecret }) => {
          const kept = isSecret ? keyEnds[name] : settings[name];
          const text = typeof kept === "string" ? kept : null;
          return (
            <Fact key={name} label={fieldWordsOf(gateway.type, name).label}>
              {text === null ? "None" : isSecret ? `•••• ${text}` : text}
            </Fact>
          );
        })}
        {kind.makesSharedSecret ? (
          <Fact label="Shared secret">•••• {String(keyEnds.shared_secret ?? "")}</Fact>
        ) : null}
        {kind.canCheck ? (
          <Fact label="Last check">
            {lastCheckWords(gateway, clocked)}
            {checkError === null ? null : <p className="sub">“{checkError.detail}”</p>}
          </Fact>
        ) : null}
      </dl>
      {canChange ? (
        <>
          {kind.canCheck ? <CheckNow {...props} /> : <NobodyToAsk />}
          <div className="row row--wrap">
            <ReplaceKeys {...props} />
            {kind.makesSharedSecret ? <RenewSharedSecret {...props} /> : null}
          </div>
        </>
      ) : null}
    </Section>
  );
}

const NobodyToAsk = () => (
  <p className="sub">
    Nobody can be asked whether the secret is right: your service says so with its first payment.
  </p>
);

export function Settings(props: Shown) {
  const { gateway, kind, canChange } = props;
  const fields = kind.fields.filter(({ group }) => group === "settings");
  return (
    <Section id="settings" title="Settings">
      {canChange ? (
        <SettingsForm {...props} />
      ) : (
        <dl className="facts">
          {fields.map(({ name, usual }) => {
            const value = gateway.settings[name] ?? usual;
            return (
              <Fact key={name} label={fieldWordsOf(gateway.type, name).label}>
                {value === null
                  ? "None"
                  : value === true
                    ? "Yes"
                    : value === false
                      ? "No"
                      : String(value)}
              </Fact>
            );
          })}
        </dl>
      )}
    </Section>
  );
}

export function Webhook(props: Shown) {
  const { gateway, kind, canChange } = props;
  if (!kind.hasWebhooks) return null;
  const end = gateway.keyEnds.webhook_endpoint_secret;
  return (
    <Section id="webhook" title="Webhook">
      <div>
        <p className="sub">{kind.displayName} sends its events to</p>
        <CopyText text={gateway.webhookUrl} label="webhook address" />
      </div>
      {kind.keepsWebhookSecret ? (
        <>
          <dl className="facts">
            <Fact label="Registered as">{gateway.webhookEndpointId ?? "Not registered"}</Fact>
            <Fact label="Signing secret">{typeof end === "string" ? `•••• ${end}` : "None"}</Fact>
          </dl>
          {typeof end === "string" ? null : (
            <p className="sub">
              Without a secret no event is believed: payments are asked about instead, which takes
              longer. “Check now” registers the address.
            </p>
          )}
          {canChange ? <WebhookSecret {...props} /> : null}
        </>
      ) : (
        <p className="sub">Its events are signed with the shared secret.</p>
      )}
    </Section>
  );
}

const CIRCUIT_WORDS = {
  closed: "Closed: payments are sent to it.",
  open: "Open: it failed too often in a row, and shoppers are offered other ways to pay. It is asked again by itself.",
  half_open: "Trying again: one call at a time, until one is answered.",
} as const;

export function CircuitState(props: Shown) {
  const { gateway, canChange, clocked } = props;
  const { state, failureCount, failedAt, openedAt } = gateway.circuit;
  return (
    <Section id="circuit" title="Circuit">
      <p>{CIRCUIT_WORDS[state]}</p>
      <dl className="facts">
        <Fact label="Failures in a row">{failureCount}</Fact>
        {failedAt === null ? null : <Fact label="Last failed">{dateTime(failedAt, clocked)}</Fact>}
        {state === "closed" || openedAt === null ? null : (
          <Fact label="Open since">{dateTime(openedAt, clocked)}</Fact>
        )}
      </dl>
      {canChange && (state !== "closed" || failureCount > 0) ? <ResetCircuit {...props} /> : null}
    </Section>
  );
}

/** What offers it, and whether it can go. */
export function Use(props: Shown) {
  const { gateway, canChange } = props;
  const { methods, isPaidWith, isReconciled } = gateway;
  const locks = [
    methods.length === 1 ? "1 payment method offers it" : "",
    methods.length > 1 ? `${methods.length} payment methods offer it` : "",
    isPaidWith ? "payments were made with it" : "",
    isReconciled ? "it was reconciled" : "",
  ].filter(Boolean);
  return (
    <Section id="use" title="Offered as">
      {methods.length === 0 ? (
        <p>No payment method offers it: no shopper sees it.</p>
      ) : (
        <ul className="stack stack--2 list-none p-0 m-0">
          {methods.map(({ id, name, marketName, isEnabled }) => (
            <li key={id}>
              <Link href={`/admin/payment-methods/${id}`} prefetch={false}>
                {name}
              </Link>
              <p className="sub">
                {marketName ?? "Every market"}
                {isEnabled ? "" : " · off"}
              </p>
            </li>
          ))}
        </ul>
      )}
      {canChange ? (
        <>
          <div className="row row--wrap">
            <ButtonLink href={`/admin/payment-methods/new?gateway=${gateway.id}`}>
              Add a payment method
            </ButtonLink>
            <Toggle {...props} />
            {locks.length === 0 ? <Remove {...props} /> : null}
          </div>
          {locks.length === 0 ? null : (
            <p className="sub">It cannot be deleted: {locks.join(", ")}. Switch it off instead.</p>
          )}
        </>
      ) : null}
    </Section>
  );
}
