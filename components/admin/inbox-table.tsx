import Link from "next/link";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { CoinName } from "@/components/ui/coins";
import type { InboxLine } from "@/lib/webhooks/inbox-queries";
import { ActionDialog, type AdminAction } from "./admin-form";
import { Moment } from "./moment";
import { hidden, numeric, RowsTable } from "./rows-table";

const COLUMNS = ["Event", "Gateway", "Outcome", numeric("Received"), hidden("Action")];

type Shown = { now: Date; timeZone: string; marksMode: boolean };

const OUTCOMES: ReadonlyMap<string, { tone: BadgeTone; coin: CoinName; word: string }> = new Map([
  ["applied", { tone: "good", coin: "full", word: "Changed something" }],
  ["nothing_changed", { tone: "quiet", coin: "full", word: "Nothing changed" }],
  ["not_ours", { tone: "quiet", coin: "struck", word: "Of another system" }],
  ["open", { tone: "info", coin: "clock", word: "Looked at again later" }],
  ["failed", { tone: "bad", coin: "triangle", word: "Could not be looked at" }],
]);
const WAITING = { tone: "info", coin: "dot", word: "Waiting" } as const;

/** What providers told, newest first. `replay` null where this role may not. */
export function InboxTable(
  props: Shown & { lines: readonly InboxLine[]; replay: AdminAction | null },
) {
  const { lines, replay, ...shown } = props;
  return (
    <section className="card" aria-label="Incoming webhooks, newest first">
      <RowsTable columns={COLUMNS}>
        {lines.map((line) => (
          <Row key={`${line.gatewayId} ${line.eventId}`} line={line} replay={replay} {...shown} />
        ))}
      </RowsTable>
    </section>
  );
}

function Row(props: Shown & { line: InboxLine; replay: AdminAction | null }) {
  const { line, replay, now, timeZone, marksMode } = props;
  const { tone, coin, word } = OUTCOMES.get(line.outcome ?? "") ?? WAITING;
  return (
    <tr>
      <td className="text-start">
        {line.paymentId === null ? (
          <span className="strong break-all">{line.type}</span>
        ) : (
          <Link href={`/admin/payments/${line.paymentId}`} className="break-all" prefetch={false}>
            {line.type}
          </Link>
        )}
        <p className="sub mono break-all">{line.eventId}</p>
      </td>
      <td className="max-[959px]:text-end">
        {line.gatewayName}
        {marksMode && line.gatewayMode === "test" ? <Badge tone="test">Test</Badge> : null}
      </td>
      <td className="text-start">
        <Badge tone={tone} coin={coin}>
          {word}
        </Badge>
        <p className="sub">
          {line.duplicates === 0 ? null : `${line.duplicates} copies after the first`}
        </p>
      </td>
      <td className="num text-end">
        <Moment at={line.receivedAt} now={now} timeZone={timeZone} />
      </td>
      <td className="text-end max-[959px]:col-span-2">
        {replay === null ? null : (
          <ActionDialog
            trigger={{ label: "Look again…" }}
            title="Look at this event once more?"
            submit={{ label: "Look at it again", workingLabel: "Asking" }}
            action={replay}
            hidden={{ gateway: line.gatewayId, event: line.eventId }}
          >
            <p>
              As if {line.gatewayName} had just told it: where the provider can be asked, its answer
              decides. What is settled stays settled, and nothing happens twice.
            </p>
          </ActionDialog>
        )}
      </td>
    </tr>
  );
}
