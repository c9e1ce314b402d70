import Link from "next/link";
import type { AuditLine } from "@/lib/people/audit-queries";
import { actionWords, changeWords, placeOf } from "./audit-words";
import { Moment } from "./moment";
import { numeric, RowsTable } from "./rows-table";

const COLUMNS = ["Person", "Action", "What changed", numeric("Time")];

type Shown = { now: Date; timeZone: string };

/** What people did, newest first, with what was before and what is now. */
export function AuditTable({ lines, ...shown }: Shown & { lines: readonly AuditLine[] }) {
  return (
    <section className="card" aria-label="Actions, newest first">
      <RowsTable columns={COLUMNS}>
        {lines.map((line) => (
          <Row key={line.sequence} line={line} {...shown} />
        ))}
      </RowsTable>
    </section>
  );
}

function Row({ line, now, timeZone }: Shown & { line: AuditLine }) {
  const place = placeOf(line);
  const about = line.orderNumber === null ? line.resourceId : `Order ${line.orderNumber}`;
  return (
    <tr>
      <td className="text-start strong">{line.person?.name ?? "Somebody removed since"}</td>
      <td className="max-[959px]:text-end">
        {actionWords(line.name)}
        <p className="sub">
          {place === null ? (
            about
          ) : (
            <Link href={place} prefetch={false}>
              {about}
            </Link>
          )}
        </p>
      </td>
      <td className="text-start">
        {changeWords(line.changes).map((words) => (
          <p key={words} className="sub break-words">
            {words}
          </p>
        ))}
      </td>
      <td className="num text-end">
        <Moment at={line.occurredAt} now={now} timeZone={timeZone} />
      </td>
    </tr>
  );
}
