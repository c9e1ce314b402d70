import { ActionDialog, type AdminAction } from "@/components/admin/admin-form";
import { FormText } from "@/components/admin/form-problems";
import { relativeTime } from "@/components/admin/times";
import { Badge } from "@/components/ui/badge";
import { formatDateTime } from "@/components/ui/format";
import { type DeskGateway, isRunning } from "@/lib/reconciliation/desk-view";
import { RUN_SIGNS } from "./desk-words";

type Shown = {
  now: Date;
  timeZone: string;
  /** Days of the organization's calendar. */
  today: string;
  yesterday: string;
  /** Null for those who may only look. */
  run: AdminAction | null;
  marksTest: boolean;
};
export type GatewayLine = { gateway: DeskGateway; isOffered: boolean; nonce: string; href: string };

/** Every gateway with its newest run, what is open, and the key that compares anew. */
export function Gateways({ lines, ...shown }: Shown & { lines: readonly GatewayLine[] }) {
  return (
    <section className="card" aria-labelledby="gateways">
      <div className="card__head">
        <h2 id="gateways">Gateways</h2>
      </div>
      <ul className="lines">
        {lines.map((line) => (
          <li key={line.gateway.id}>
            <Line {...line} {...shown} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ gateway, isOffered, nonce, href, ...shown }: GatewayLine & Shown) {
  const { name, mode, newest, openCount, isDisabled } = gateway;
  return (
    <>
      <div className="lines__what">
        <h3 className="strong">{name}</h3>{" "}
        {shown.marksTest && mode === "test" ? <Badge tone="test">Test</Badge> : null}
        {isDisabled ? <Badge>Disabled</Badge> : null}
        <p className="sub">
          {newest === null ? (
            isOffered ? (
              "Not compared yet"
            ) : (
              "Nothing to compare with"
            )
          ) : (
            <>
              {RUN_SIGNS[newest.state].word}{" "}
              <time
                dateTime={newest.startedAt.toISOString()}
                title={formatDateTime(newest.startedAt, shown.timeZone)}
              >
                {relativeTime(newest.startedAt, shown.now)}
              </time>
            </>
          )}
        </p>
      </div>
      <p>{openCount === 0 ? null : <a href={href}>{openCount} open</a>}</p>
      <div className="lines__key">
        <RunKey {...{ gateway, isOffered, nonce, href }} {...shown} />
      </div>
    </>
  );
}

function RunKey({ gateway, isOffered, nonce, run, today, yesterday }: GatewayLine & Shown) {
  const { id, name, newest } = gateway;
  if (!isOffered) {
    return <p className="sub">Not offered: your own gateway has no list of what it did.</p>;
  }
  if (run === null) return null;
  if (isRunning(newest))
    return (
      <Badge tone="info" coin="clock">
        Running
      </Badge>
    );
  return (
    <ActionDialog
      action={run}
      trigger={{
        label: (
          <>
            Run now…<span className="vh"> {name}</span>
          </>
        ),
      }}
      title={`Compare our books with ${name}?`}
      hidden={{ gateway: id, nonce }}
      submit={{ label: "Compare them", workingLabel: "Beginning", look: "primary" }}
    >
      <p>
        Every payment taken in these days, with all that came of it until now, is laid beside the
        provider’s own list. No money moves, and nothing is changed: what differs stands here for
        you to look at.
      </p>
      <FormText label="First day" name="from" type="date" defaultValue={yesterday} max={today} />
      <FormText
        label="Last day"
        help="Of this day too, until now."
        name="to"
        type="date"
        defaultValue={today}
        max={today}
      />
    </ActionDialog>
  );
}
