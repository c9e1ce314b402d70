import type { ReceiverView } from "@/lib/webhooks/outgoing/receiver-queries";
import { ActionDialog, type AdminAction } from "./admin-form";
import { ReceiverFields } from "./receivers";

export type ReceiverForms = {
  change: AdminAction;
  switch: AdminAction;
  renew: AdminAction;
  remove: AdminAction;
};

/** How a receiver is set up, and the ways to change it. `forms` null where this role may not. */
export function ReceiverFacts(props: {
  receiver: ReceiverView;
  topics: readonly string[];
  forms: ReceiverForms | null;
}) {
  const { receiver, topics, forms } = props;
  return (
    <section className="card" aria-labelledby="setup">
      <div className="card__head">
        <h2 id="setup">Set-up</h2>
      </div>
      <div className="card__body stack">
        <p>
          Told of <span className="mono">{receiver.topic}</span> at{" "}
          <span className="mono break-all">{receiver.callbackUrl}</span>
        </p>
        {receiver.includeResources.length === 0 ? null : (
          <p className="sub">Sent along: {receiver.includeResources.join(", ")}</p>
        )}
        {receiver.circuitState === "closed" ? null : (
          <p className="sub">
            After {receiver.failureCount} failures in a row it is tried once in a while only. What
            happens meanwhile waits, and is sent when it answers again.
          </p>
        )}
        {forms === null ? (
          <p className="sub">Only owners change this.</p>
        ) : (
          <Changes receiver={receiver} topics={topics} forms={forms} />
        )}
      </div>
    </section>
  );
}

function Changes(props: {
  receiver: ReceiverView;
  topics: readonly string[];
  forms: ReceiverForms;
}) {
  const { receiver, topics, forms } = props;
  const { id, mode, name, isDisabled, circuitState } = receiver;
  const hidden = { id, mode };
  return (
    <div className="row row--wrap gap-3">
      <ActionDialog
        trigger={{ label: "Change…" }}
        title={`Change ${name}?`}
        submit={{ label: "Keep the changes", workingLabel: "Keeping" }}
        action={forms.change}
        hidden={hidden}
      >
        <p>What is on its way already goes to the new address, too.</p>
        <ReceiverFields topics={topics} receiver={receiver} />
      </ActionDialog>
      {circuitState === "closed" ? null : (
        <ActionDialog
          trigger={{ label: "Call it again…" }}
          title={`Call ${name} again at once?`}
          submit={{ label: "Call it again", workingLabel: "Asking" }}
          action={forms.switch}
          hidden={{ ...hidden, act: "close" }}
        >
          <p>All that waits is sent. After ten more failures it is left alone again.</p>
        </ActionDialog>
      )}
      <ActionDialog
        trigger={{ label: "New secret…" }}
        title="Sign with a new secret?"
        submit={{ label: "Make a new secret", workingLabel: "Making it" }}
        action={forms.renew}
        hidden={hidden}
      >
        <p>It counts from the next delivery on, and is shown to you once.</p>
      </ActionDialog>
      <ActionDialog
        trigger={{ label: isDisabled ? "Switch on…" : "Switch off…" }}
        title={isDisabled ? `Tell ${name} again?` : `Tell ${name} of nothing more?`}
        submit={
          isDisabled
            ? { label: "Switch on", workingLabel: "Switching on" }
            : { label: "Switch off", workingLabel: "Switching off", look: "danger" }
        }
        action={forms.switch}
        hidden={{ ...hidden, act: isDisabled ? "enable" : "disable" }}
      >
        <p>
          {isDisabled
            ? "It is told of what happens from now on."
            : "What happens meanwhile is not sent later."}
        </p>
      </ActionDialog>
      <ActionDialog
        trigger={{ label: "Delete…", look: "danger" }}
        title={`Delete ${name}?`}
        submit={{ label: "Delete it", workingLabel: "Deleting", look: "danger" }}
        action={forms.remove}
        hidden={hidden}
      >
        <p>Its deliveries go with it. To stop it for a while, switch it off instead.</p>
      </ActionDialog>
    </div>
  );
}
