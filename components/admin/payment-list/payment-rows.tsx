"use client";

import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { PickOne } from "./chosen-payments";
import type { ShownPayment } from "./shown-payment";

type Shown = { canChoose: boolean };

/**
 * The list's rows, from texts: a page of them as elements of the server would be written, read and rendered once more
 * before the first is shown, and sent twice (107 KiB a page instead of 79).
 */
export function PaymentRows({ rows, canChoose }: Shown & { rows: readonly ShownPayment[] }) {
  return (
    <tbody>
      {rows.map((row) => (
        <Row key={row.id} row={row} canChoose={canChoose} />
      ))}
    </tbody>
  );
}

function Row({ row, canChoose }: Shown & { row: ShownPayment }) {
  const { state, method, time } = row;
  return (
    <tr>
      {canChoose ? (
        <td className="pick">
          <PickOne id={row.id} label={`Choose order ${row.order}`} />
        </td>
      ) : null}
      <td className="text-start">
        <Badge tone={state.tone} coin={state.coin}>
          {state.word}
        </Badge>
        {row.isMarkedTest ? <Badge tone="test">Test</Badge> : null}
        {state.note === null ? null : <p className="sub mt-[3px]">{state.note}</p>}
      </td>
      <td className="num amount text-end">
        <bdi>{row.amount}</bdi>
      </td>
      <td className="text-start">
        <CustomerLink row={row} />
        {row.customer.email === null ? null : <p className="sub break-all">{row.customer.email}</p>}
      </td>
      <td className="max-[959px]:text-end">
        <span className="nowrap">{method.paidWith}</span>
        <p className="sub">{method.by}</p>
      </td>
      <td className="text-start strong">{row.order}</td>
      <td className="num text-end">
        <time dateTime={time.iso} title={time.whole}>
          {time.short}
        </time>
        <p className="sub">{time.ago}</p>
      </td>
    </tr>
  );
}

/** The one link of a row. Its name goes on where readers do not see it: a customer may pay twice. */
function CustomerLink({ row }: { row: ShownPayment }) {
  return (
    <Link href={`/admin/payments/${row.id}`} prefetch={false} data-row-link="">
      {row.customer.name}
      <span className="vh">
        , {row.amount}, order {row.order}
      </span>
    </Link>
  );
}
