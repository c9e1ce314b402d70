"use client";

import { type ReactNode, useState } from "react";
import { CopyKey } from "@/components/ui/copy-key";
import { Glyph } from "@/components/ui/glyph";
import { CHEVRON_DOWN } from "@/components/ui/glyph-paths";
import type { FaultWish, SandboxProvider } from "@/lib/sandbox/fault";
import { type AdminAction, AdminForm } from "../admin-form";
import { FormText } from "../form-problems";
import {
  ANSWER_WORDS,
  CONNECTION_WORDS,
  DECLINE_REASON_WORDS,
  faultWords,
  PROVIDER_WORDS,
  THREE_DS_WORDS,
  WEBHOOK_WORDS,
} from "./fault-words";

type Reason = NonNullable<FaultWish["decline"]>;
export type DeclineChoices = readonly {
  reason: Reason;
  codes: Readonly<Partial<Record<SandboxProvider, string>>>;
}[];
type Props = {
  action: AdminAction;
  nonce: string;
  sandboxUrl: string;
  declines: DeclineChoices;
  /** What the form begins with: a link may bring an order's number. */
  orderNumber: string;
};
type Chosen = { wish: FaultWish; orderNumber: string };

const USUAL: FaultWish = {
  provider: null,
  every: false,
  match: null,
  answer: "as_card",
  decline: null,
  threeDs: "as_card",
  connection: "works",
  webhooks: [],
};

/** What goes wrong with payments to come. The sentence at its foot says it before it is set. */
export function FaultForm(props: Props) {
  const [chosen, setChosen] = useState<Chosen>({
    wish: { ...USUAL, match: props.orderNumber === "" ? null : "order" },
    orderNumber: props.orderNumber,
  });
  const { wish } = chosen;
  const { subject, happens } = faultWords(wish, chosen.orderNumber);
  return (
    <section className="card sandbox-form" aria-label="Set up a fault">
      <AdminForm
        action={props.action}
        className=""
        hidden={{ nonce: props.nonce }}
        submit={{ label: "Set this fault", workingLabel: "Setting it" }}
        foot={(key) => (
          <div className="said">
            <p role="status">
              <b>{subject}</b> {happens}
            </p>
            {key}
          </div>
        )}
      >
        {/* Heard here for all fields: what was chosen is read from the form itself. */}
        <div onChange={(event) => setChosen(chosenIn(event.target) ?? chosen)}>
          <Where orderNumber={props.orderNumber} />
          <Answer wish={wish} declines={props.declines} />
          <Choices
            title="3DS"
            note="What the shopper does"
            name="threeDs"
            words={THREE_DS_WORDS}
            first="as_card"
          />
          <Choices
            title="Connection"
            note="The first call of the payment"
            name="connection"
            words={CONNECTION_WORDS}
            first="works"
          />
          <Choices title="Webhooks" note="Choose any" name="webhooks" words={WEBHOOK_WORDS} />
        </div>
      </AdminForm>
      <ByHttp wish={wish} sandboxUrl={props.sandboxUrl} orderNumber={chosen.orderNumber} />
    </section>
  );
}

function FormSet({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <fieldset className="set">
      <legend className="set__name">
        {title}
        <small>{note}</small>
      </legend>
      <div className="stack stack--2">{children}</div>
    </fieldset>
  );
}

/** Keys in one rail: one of them, or any where none is the first. */
function Rail({ name, words, first }: RailProps) {
  return (
    <div className="seg">
      {Object.entries(words).map(([value, label]) => (
        <label key={value}>
          <input
            type={first === undefined ? "checkbox" : "radio"}
            name={name}
            value={value}
            defaultChecked={value === first}
          />
          {label}
        </label>
      ))}
    </div>
  );
}
type RailProps = { name: string; words: Readonly<Record<string, string>>; first?: string };

function Choices({ title, note, ...rail }: RailProps & { title: string; note: string }) {
  return (
    <FormSet title={title} note={note}>
      <Rail {...rail} />
    </FormSet>
  );
}

const SCOPES = { next: "The next payment", every: "Every payment" };

function Where({ orderNumber }: { orderNumber: string }) {
  return (
    <FormSet title="Where" note="Which payments it meets">
      <Rail name="scope" words={SCOPES} first="next" />
      <Rail name="provider" words={{ any: "Any gateway", ...PROVIDER_WORDS }} first="any" />
      <div className="sandbox-form__order">
        <FormText
          label="Only of this order"
          help="Its number, like 10482"
          optional
          name="order"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={orderNumber}
        />
      </div>
    </FormSet>
  );
}

/** The reason stands there once it would be given: the style sheet sees to it, without a script too. */
function Answer({ wish, declines }: { wish: FaultWish; declines: DeclineChoices }) {
  return (
    <FormSet title="Answer" note="What the bank says">
      <Rail name="answer" words={ANSWER_WORDS} first="as_card" />
      <label className="sandbox-form__reason">
        <span className="vh">Reason of the decline</span>
        <span className="select">
          <select name="decline" className="input">
            {declines.map(({ reason, codes }) => (
              <option key={reason} value={reason}>
                {wish.provider === null ? "" : `${codes[wish.provider] ?? ""} `}
                {DECLINE_REASON_WORDS[reason]}
              </option>
            ))}
          </select>
          <Glyph path={CHEVRON_DOWN} />
        </span>
      </label>
    </FormSet>
  );
}

/** The same for a test's own code, to copy. The key stays where the sandbox wrote it. */
function ByHttp({
  wish,
  sandboxUrl,
  orderNumber,
}: {
  wish: FaultWish;
  sandboxUrl: string;
  orderNumber: string;
}) {
  const { match, ...rest } = wish;
  const body = { ...rest, ...(match === null ? {} : { match: `<id of order ${orderNumber}>` }) };
  const command = [
    `curl -X PUT ${sandboxUrl}/_control/payment-faults/my-fault-1`,
    `-H "x-sandbox-key: $SANDBOX_CONTROL_KEY"`,
    `-d '${JSON.stringify(body)}'`,
  ].join(" \\\n  ");
  return (
    <details className="sandbox-form__http">
      <summary>The same by HTTP</summary>
      <p className="muted">
        For tests: what is chosen above, as a command. The key is in the sandbox’s folder, in{" "}
        <code>control-key</code> or <code>secrets.json</code>.
      </p>
      <div className="row sandbox-form__command">
        <pre>
          <code>{command}</code>
        </pre>
        <CopyKey text={command} label="the command" />
      </div>
    </details>
  );
}

/** Null for what is no field of a form. */
function chosenIn(target: EventTarget): Chosen | null {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return null;
  if (target.form === null) return null;
  const form = new FormData(target.form);
  const orderNumber = String(form.get("order") ?? "").trim();
  const answer = oneOf(ANSWER_WORDS, form.get("answer")) ?? USUAL.answer;
  const wish: FaultWish = {
    provider: oneOf(PROVIDER_WORDS, form.get("provider")),
    every: form.get("scope") === "every",
    match: orderNumber === "" ? null : "order",
    answer,
    decline: answer === "declines" ? oneOf(DECLINE_REASON_WORDS, form.get("decline")) : null,
    threeDs: oneOf(THREE_DS_WORDS, form.get("threeDs")) ?? USUAL.threeDs,
    connection: oneOf(CONNECTION_WORDS, form.get("connection")) ?? USUAL.connection,
    webhooks: form.getAll("webhooks").flatMap((value) => oneOf(WEBHOOK_WORDS, value) ?? []),
  };
  return { wish, orderNumber };
}

/** The choice of that name, or null. */
function oneOf<Choice extends string>(
  words: Readonly<Record<Choice, string>>,
  value: FormDataEntryValue | null,
): Choice | null {
  return typeof value === "string" && Object.hasOwn(words, value) ? (value as Choice) : null;
}
