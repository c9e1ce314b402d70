import { err, ok, type Result } from "../result";
import type { GatewayChoice, Period } from "./store";

/** What a person asked for, or a sentence that says how to ask. */
export type Asked<T> = Result<T, string>;

/** By its id, its reference, or its type where there is one of that type. */
export function chooseGateway(
  gateways: readonly GatewayChoice[],
  wanted: string | undefined,
): Asked<GatewayChoice> {
  if (wanted === undefined) return err(`Say which gateway: --gateway <id>.${listOf(gateways)}`);
  const isType = ({ type }: GatewayChoice) => type === wanted || type === `${wanted}_gateways`;
  for (const isIt of [
    ({ id }: GatewayChoice) => id === wanted,
    ({ reference }: GatewayChoice) => reference === wanted,
    isType,
  ]) {
    const found = gateways.filter(isIt);
    if (found.length > 1) {
      return err(`${found.length} gateways are "${wanted}": take one by its id.${listOf(found)}`);
    }
    if (found[0]) return ok(found[0]);
  }
  return err(`There is no gateway "${wanted}".${listOf(gateways)}`);
}

const listOf = (gateways: readonly GatewayChoice[]): string =>
  gateways.length === 0
    ? " There are none yet."
    : ` There are:\n${gateways.map((each) => `  ${lineOf(each)}`).join("\n")}`;

const lineOf = ({ id, type, mode, name, reference }: GatewayChoice): string =>
  [id, type, mode, name, ...(reference === null ? [] : [`(${reference})`])].join("  ");

/** Two days or instants; `to` itself is not of the period. Days begin in the given zone. */
export function readPeriod(
  given: { from: string | undefined; to: string | undefined },
  timeZone: string,
): Asked<Period> {
  const from = readInstant("--from", given.from, timeZone);
  if (!from.ok) return from;
  const to = readInstant("--to", given.to, timeZone);
  if (!to.ok) return to;
  if (from.value < to.value) return ok({ from: from.value, to: to.value });
  return err(
    `The period must begin before it ends: --from ${given.from} is not before --to ${given.to}. A day's own end is the next day.`,
  );
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const HOW =
  "Give a day, such as 2026-11-01, or an instant with its zone, such as 2026-11-01T12:00Z.";

function readInstant(name: string, text: string | undefined, timeZone: string): Asked<Date> {
  if (text === undefined) return err(`${name} is missing. ${HOW}`);
  const wrong = err(`${name} ${text} is no date. ${HOW}`);
  if (DAY.test(text)) return isDay(text) ? ok(startOfDay(text, timeZone)) : wrong;
  const instant = new Date(text);
  const day = INSTANT.exec(text)?.[1];
  return day && isDay(day) && !Number.isNaN(+instant) ? ok(instant) : wrong;
}

/** Of the calendar: `Date` would take 30 February for 2 March. */
const isDay = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(+date) && date.toISOString().startsWith(text);
};

/** The first instant of a day in a zone; where the clocks go forward at midnight, the first after the gap. */
export function startOfDay(day: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  const offsetAt = (ms: number) => wallOf(ms, timeZone) - ms;
  // The offset of the day before, then that of where it leads to: right on both sides of a change.
  const first = wanted - offsetAt(wanted - 24 * HOUR_MS);
  const second = wanted - offsetAt(first);
  const starts = [first, second].filter((ms) => wallOf(ms, timeZone) >= wanted);
  return new Date(Math.min(...(starts.length > 0 ? starts : [first, second])));
}

const HOUR_MS = 3_600_000;

/** What a clock on the wall shows there, as if it were UTC. */
function wallOf(ms: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    ...{ year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
  });
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return Date.UTC(
    ...([part("year"), part("month") - 1, part("day")] as const),
    ...([part("hour"), part("minute"), part("second")] as const),
  );
}
