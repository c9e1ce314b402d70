import type { CallFault, PaymentFault } from "@/lib/sandbox/fault";
import { type AdminAction, AdminForm } from "../admin-form";
import { shortTime } from "../times";
import { callFaultWords, faultWords } from "./fault-words";

type Shown = { now: Date; timeZone: string; orderNumbers: ReadonlyMap<string, string> };
type Props = Shown & {
  faults: readonly PaymentFault[];
  callFaults: readonly CallFault[];
  /** Null where the role may only look. */
  stop: AdminAction | null;
};

const ENDED_SHOWN_MAX = 3;

/** What still goes wrong, with how often it did; below, what has met its payment or was stopped. */
export function WaitingFaults({ faults, callFaults, stop, ...shown }: Props) {
  const waiting = faults.filter(({ state }) => state === "waiting");
  const ended = faults.filter(({ state }) => state !== "waiting").slice(0, ENDED_SHOWN_MAX);
  const isQuiet = waiting.length === 0 && callFaults.length === 0;
  return (
    <section className="card" aria-labelledby="waiting">
      <div className="card__head">
        <h2 id="waiting">Waiting</h2>
      </div>
      <div className="card__body">
        {isQuiet ? (
          <p className="muted">Nothing is set: every payment goes as its card says.</p>
        ) : (
          <ul className="waiting">
            {waiting.map((fault) => (
              <li key={fault.id}>
                <Line title={sentenceOf(fault, shown)} note={metWords(fault, shown)}>
                  {stop === null ? null : <Stop stop={stop} id={fault.id} kind="payment" />}
                </Line>
              </li>
            ))}
            {callFaults.map((fault) => (
              <li key={fault.id}>
                <Line title={callFaultWords(fault)} note={`Set by HTTP, ${timesLeft(fault)}`}>
                  {stop === null ? null : <Stop stop={stop} id={fault.id} kind="call" />}
                </Line>
              </li>
            ))}
          </ul>
        )}
        {ended.length === 0 ? null : <Ended faults={ended} {...shown} />}
      </div>
    </section>
  );
}

function Line(props: { title: string; note: string; children?: React.ReactNode }) {
  return (
    <div className="row">
      <div className="min-w-0 flex-1">
        <p className="strong">{props.title}</p>
        <p className="tiny muted">{props.note}</p>
      </div>
      {props.children}
    </div>
  );
}

function Stop({ stop, id, kind }: { stop: AdminAction; id: string; kind: "payment" | "call" }) {
  const submit = { label: "Stop", workingLabel: "Stopping", look: "plain" } as const;
  return <AdminForm action={stop} hidden={{ id, kind }} submit={submit} className="push" />;
}

function Ended({ faults, ...shown }: Shown & { faults: readonly PaymentFault[] }) {
  const { now, timeZone } = shown;
  return (
    <details className="mt-4">
      <summary>Over ({faults.length})</summary>
      <ul className="waiting">
        {faults.map((fault) => (
          <li key={fault.id}>
            <Line
              title={sentenceOf(fault, shown)}
              note={
                fault.metAt === null
                  ? "Stopped before it met a payment"
                  : `Met a payment at ${shortTime(new Date(fault.metAt), now, timeZone)}`
              }
            />
          </li>
        ))}
      </ul>
    </details>
  );
}

function sentenceOf(fault: PaymentFault, { orderNumbers }: Shown): string {
  const { subject, happens } = faultWords(fault, orderNumbers.get(fault.match ?? "") ?? null);
  return `${subject} ${happens}`;
}

function metWords({ metCount, setAt }: PaymentFault, { now, timeZone }: Shown): string {
  const since = `since ${shortTime(new Date(setAt), now, timeZone)}`;
  if (metCount === 0) return `Waits ${since}, met none yet`;
  return `Met ${metCount} ${metCount === 1 ? "payment" : "payments"} ${since}`;
}

const timesLeft = ({ count }: CallFault) => (count === 1 ? "once more" : `${count} times more`);
