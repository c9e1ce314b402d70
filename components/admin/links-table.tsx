import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { CopyKey } from "@/components/ui/copy-key";
import { formatDateTime } from "@/components/ui/format";
import { Money } from "@/components/ui/money";
import type { LinkState } from "@/lib/links/link";
import type { LinkRow } from "@/lib/links/link-view";
import { Moment } from "./moment";
import { LINK_SIGNS } from "./order-signs";
import { newestFirst, numeric, RowsTable } from "./rows-table";
import { StateBadge } from "./state-badge";
import { shortTime } from "./times";

const COLUMNS = ["For", numeric("Amount"), "Customer", "State", "Payment", newestFirst("Made")];

type Shown = { now: Date; timeZone: string; appUrl: string };

/** One row a link; under 960 px each becomes a small card. */
export function LinksTable({ rows, ...shown }: Shown & { rows: readonly LinkRow[] }) {
  return (
    <section className="card" aria-label="Payment links, newest first">
      <RowsTable columns={COLUMNS}>
        {rows.map((row) => (
          <Row key={row.id} row={row} {...shown} />
        ))}
      </RowsTable>
    </section>
  );
}

/** What it is for, in one line. */
export const linkWords = ({ lineName, linesCount }: LinkRow): string =>
  linesCount > 1 ? `${lineName} and ${linesCount - 1} more` : (lineName ?? "Nothing");

/** Where the shopper pays. */
export const addressOfLink = (appUrl: string, token: string): string =>
  `${appUrl}/checkout/${token}`;

function Row({ row, now, timeZone, appUrl }: Shown & { row: LinkRow }) {
  return (
    <tr>
      <td className="text-start">
        <Link href={`/admin/payment-links/${row.id}`} prefetch={false} className="break-words">
          {linkWords(row)}
          <span className="vh">, order {row.orderNumber}</span>
        </Link>
        {row.state === "open" ? (
          <p className="sub row">
            Copy the link
            <CopyKey
              text={addressOfLink(appUrl, row.token)}
              label={`the link of order ${row.orderNumber}`}
            />
          </p>
        ) : null}
      </td>
      <td className="num amount text-end">
        <Money amountMinor={row.totalMinor} currency={row.currency} />
      </td>
      <td className="text-start break-all">
        {row.email ?? <span className="muted">Whoever opens it</span>}
      </td>
      <td className="max-[959px]:text-end">
        <LinkBadge state={row.state} />
        <p className="sub mt-[3px]">{untilWords(row, { now, timeZone })}</p>
      </td>
      <td className="text-start">
        {row.paymentId === null ? (
          <span className="muted">No payment yet</span>
        ) : (
          <Link href={`/admin/payments/${row.paymentId}`} prefetch={false}>
            <StateBadge state={row.paymentStatus} />
            <span className="vh">, the payment of order {row.orderNumber}</span>
          </Link>
        )}
      </td>
      <td className="num text-end">
        <Moment at={row.createdAt} now={now} timeZone={timeZone} />
      </td>
    </tr>
  );
}

/** Until when it can be paid, or since when it cannot. */
function untilWords(row: LinkRow, { now, timeZone }: { now: Date; timeZone: string }) {
  if (row.expiresAt === null || row.state === "paid" || row.state === "cancelled") return null;
  const words = row.state === "open" || row.state === "paying" ? "until" : "since";
  return (
    <>
      {words}{" "}
      <time dateTime={row.expiresAt.toISOString()} title={formatDateTime(row.expiresAt, timeZone)}>
        {shortTime(row.expiresAt, now, timeZone)}
      </time>
    </>
  );
}

export function LinkBadge({ state }: { state: LinkState }) {
  const { word, coin, tone } = LINK_SIGNS[state];
  return (
    <Badge tone={tone} coin={coin}>
      {word}
    </Badge>
  );
}
