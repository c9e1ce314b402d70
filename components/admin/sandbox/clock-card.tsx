import { formatDateTime } from "@/components/ui/format";
import { ActionDialog, type AdminAction } from "../admin-form";

type Actions = { move: AdminAction; back: AdminAction };
type Props = {
  nowMs: number;
  offsetMs: number;
  timeZone: string;
  nonce: string;
  /** Null where the role may only look. */
  actions: Actions | null;
};

const STEPS = [
  {
    step: "15min",
    label: "+15 min…",
    by: "15 minutes",
    what: "A card check that nobody answered ends.",
  },
  {
    step: "1day",
    label: "+1 day…",
    by: "1 day",
    what: "Card checks end; webhooks that failed come again.",
  },
  {
    step: "7days",
    label: "+7 days…",
    by: "7 days",
    what: "Holds that nobody captured run out, and their webhooks say so.",
  },
] as const;

/** The providers' clock. Kassa's own is real, and what follows from that is said. */
export function ClockCard({ nowMs, offsetMs, timeZone, nonce, actions }: Props) {
  return (
    <section className="card" aria-labelledby="clock">
      <div className="card__head">
        <h2 id="clock">The providers’ clock</h2>
      </div>
      <div className="card__body stack stack--2">
        <p>
          Now {formatDateTime(new Date(nowMs), timeZone)}
          {offsetMs === 0 ? ", real time." : `: ${aheadWords(offsetMs)} ahead of real time.`}
        </p>
        <p className="muted">
          It moves what happens at the providers: holds run out, card checks end, webhooks that
          failed are sent again. Kassa’s own clock stays real, as it would with a true provider: it
          asks again about what is open, warns of holds that end and repeats its own jobs by real
          time.
        </p>
        {actions === null ? null : (
          <div className="row row--wrap">
            {STEPS.map(({ step, label, by, what }) => (
              <ActionDialog
                key={step}
                action={actions.move}
                trigger={{ label }}
                title={`Move the providers’ clock ${by} ahead?`}
                hidden={{ step, nonce: `${nonce}-${step}` }}
                submit={{ label: `Move ${by} ahead`, workingLabel: "Moving it" }}
              >
                <p>{what} It happens to every payment of this sandbox, at once.</p>
                <p>Kassa’s own clock stays where it is.</p>
              </ActionDialog>
            ))}
            {offsetMs === 0 ? null : <Back action={actions.back} />}
          </div>
        )}
      </div>
    </section>
  );
}

function Back({ action }: { action: AdminAction }) {
  return (
    <ActionDialog
      action={action}
      trigger={{ label: "Back to real time…", look: "quiet" }}
      title="Bring the providers’ clock back to real time?"
      submit={{ label: "Go back", workingLabel: "Going back" }}
    >
      <p>
        What has happened stays. What is due within the hour still comes as soon; what is further
        away keeps its date.
      </p>
    </ActionDialog>
  );
}

/** "7 days", "1 day 15 min". */
function aheadWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const days = Math.floor(minutes / 1_440);
  const rest = minutes % 1_440;
  const parts = [
    days === 0 ? "" : `${days} ${days === 1 ? "day" : "days"}`,
    rest === 0 ? "" : `${rest} min`,
  ];
  return parts.filter((part) => part !== "").join(" ");
}
