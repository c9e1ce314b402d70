import Link from "next/link";
import type { Person } from "@/lib/people/person";
import { ActionDialog, type AdminAction } from "./admin-form";
import { RoleSelect } from "./invitations";
import { ROLE_WORDS } from "./role-words";

/** What a person may do, and the ways to change it. `forms` null where this role may not. */
export function PersonAccess(props: {
  person: Person;
  isSelf: boolean;
  forms: { role: AdminAction; disable: AdminAction } | null;
}) {
  const { person, isSelf, forms } = props;
  return (
    <section className="card" aria-labelledby="access">
      <div className="card__head">
        <h2 id="access">Access</h2>
      </div>
      <div className="card__body stack">
        <p>
          <b className="strong">{ROLE_WORDS[person.role].name}.</b> {ROLE_WORDS[person.role].may}.
        </p>
        <p className="sub">
          {person.hasSecondFactor
            ? "Signs in with a password and a code."
            : "Signs in with a password alone."}
        </p>
        {forms === null ? <p className="sub">Only owners change this.</p> : null}
        {forms !== null && isSelf ? (
          <p className="sub">Your own role is changed by another owner.</p>
        ) : null}
        {forms === null || isSelf ? null : <Change person={person} forms={forms} />}
        <Link href={`/admin/people/audit?person=${person.id}`} prefetch={false}>
          What {person.name} did
        </Link>
      </div>
    </section>
  );
}

function Change({
  person,
  forms,
}: {
  person: Person;
  forms: { role: AdminAction; disable: AdminAction };
}) {
  const { name } = person;
  return (
    <div className="row row--wrap gap-3">
      <ActionDialog
        trigger={{ label: "Change role…" }}
        title={`Change what ${name} may do?`}
        submit={{ label: "Change role", workingLabel: "Changing role" }}
        action={forms.role}
        hidden={{ user: person.id }}
      >
        <p>It counts at once. {name} signs in again in every browser.</p>
        <RoleSelect initial={person.role} />
      </ActionDialog>
      {person.isDisabled ? (
        <ActionDialog
          trigger={{ label: "Switch on…" }}
          title={`Let ${name} sign in again?`}
          submit={{ label: "Switch on", workingLabel: "Switching on" }}
          action={forms.disable}
          hidden={{ user: person.id, to: "on" }}
        >
          <p>With the password and the role they had: {ROLE_WORDS[person.role].name}.</p>
        </ActionDialog>
      ) : (
        <ActionDialog
          trigger={{ label: "Switch off…", look: "danger" }}
          title={`Keep ${name} out?`}
          submit={{ label: "Switch off", workingLabel: "Switching off", look: "danger" }}
          action={forms.disable}
          hidden={{ user: person.id, to: "off" }}
        >
          <p>
            {name} is signed out everywhere and cannot sign in. What they did stays in the history,
            and you can switch them on again.
          </p>
        </ActionDialog>
      )}
    </div>
  );
}
