import { relativeTime, shortTime, wholeTime } from "./times";

type Props = { at: Date; now: Date; timeZone: string };

/** The time as a clock of the shop shows it, how long ago that is below, the whole date on pointing. */
export function Moment({ at, now, timeZone }: Props) {
  return (
    <>
      <time dateTime={at.toISOString()} title={wholeTime(at, timeZone)}>
        {shortTime(at, now, timeZone)}
      </time>
      <p className="sub">{relativeTime(at, now)}</p>
    </>
  );
}
