import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import type { Person } from "@/lib/people/person";
import { Moment } from "./moment";
import { ROLE_WORDS } from "./role-words";
import { numeric, RowsTable } from "./rows-table";

const COLUMNS = ["Person", "Role", "Sign-in", numeric("Last signed in")];

type Shown = { now: Date; timeZone: string; ownId: string };

/** Everybody who may sign in, or might. */
export function PeopleTable({ people, ...shown }: Shown & { people: readonly Person[] }) {
  return (
    <section className="card" aria-label="People">
      <RowsTable columns={COLUMNS}>
        {people.map((person) => (
          <Row key={person.id} person={person} {...shown} />
        ))}
      </RowsTable>
    </section>
  );
}

function Row({ person, now, timeZone, ownId }: Shown & { person: Person }) {
  return (
    <tr>
      <td className="text-start">
        <Link href={`/admin/people/${person.id}`} prefetch={false}>
          {person.name}
        </Link>
        {person.id === ownId ? <span className="muted"> (you)</span> : null}
        <p className="sub break-all">{person.email}</p>
      </td>
      <td className="max-[959px]:text-end">{ROLE_WORDS[person.role].name}</td>
      <td className="text-start">
        {person.isDisabled ? (
          <Badge coin="struck">Switched off</Badge>
        ) : person.hasSecondFactor ? (
          <Badge tone="good" coin="full">
            Password and code
          </Badge>
        ) : (
          <Badge coin="half">Password alone</Badge>
        )}
      </td>
      <td className="num text-end">
        {person.lastSignInAt === null ? (
          <span className="muted">Never</span>
        ) : (
          <Moment at={person.lastSignInAt} now={now} timeZone={timeZone} />
        )}
      </td>
    </tr>
  );
}
