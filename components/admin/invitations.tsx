import { formatDateTime } from "@/components/ui/format";
import type { OpenInvitation } from "@/lib/people/people-queries";
import { ActionDialog, type AdminAction } from "./admin-form";
import { FormSelect, FormText } from "./form-problems";
import { ROLE_WORDS } from "./role-words";

/** Asks whom, and as what. The link is shown once, by the form's answer. */
export function Invite({ action }: { action: AdminAction }) {
  return (
    <ActionDialog
      trigger={{ label: "Invite somebody…", look: "primary" }}
      title="Invite somebody to this shop’s admin?"
      submit={{ label: "Make the link", workingLabel: "Making the link" }}
      action={action}
    >
      <p>
        They open a link, choose a password and are in. It is shown to you once, counts for seven
        days, and works for whoever has it: send it to them alone.
      </p>
      <FormText
        label="E-mail"
        name="email"
        type="email"
        autoComplete="off"
        spellCheck={false}
        required
      />
      <RoleSelect initial="operator" />
    </ActionDialog>
  );
}

export function RoleSelect({ initial }: { initial: string }) {
  return (
    <FormSelect label="Role" name="role" defaultValue={initial}>
      {Object.entries(ROLE_WORDS).map(([role, { name, may }]) => (
        <option key={role} value={role}>
          {`${name}: ${may}`}
        </option>
      ))}
    </FormSelect>
  );
}

export function Invitations(props: {
  invitations: readonly OpenInvitation[];
  timeZone: string;
  /** Null where this role may not. */
  withdraw: AdminAction | null;
}) {
  if (props.invitations.length === 0) return null;
  return (
    <section className="card" aria-labelledby="invited">
      <div className="card__head">
        <h2 id="invited">Invited, not here yet</h2>
      </div>
      <ul className="card__body stack">
        {props.invitations.map((invitation) => (
          <li key={invitation.id} className="row row--wrap gap-3">
            <div className="min-w-0 flex-1">
              <b className="strong break-all">{invitation.email}</b>
              <p className="sub">
                {ROLE_WORDS[invitation.role].name} ·{" "}
                {invitation.isExpired ? "the link has ended: invite anew" : "the link ends "}
                {invitation.isExpired ? null : formatDateTime(invitation.expiresAt, props.timeZone)}
              </p>
            </div>
            {props.withdraw === null ? null : (
              <ActionDialog
                trigger={{ label: "Withdraw…" }}
                title={`Withdraw the invitation of ${invitation.email}?`}
                submit={{ label: "Withdraw it", workingLabel: "Withdrawing", look: "danger" }}
                action={props.withdraw}
                hidden={{ invitation: invitation.id }}
              >
                <p>The link leads nowhere from then on. You can invite them again.</p>
              </ActionDialog>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
