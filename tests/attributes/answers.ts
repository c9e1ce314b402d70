// What an answer says of one attribute.
import { isDeepStrictEqual } from "node:util";
import type { Json } from "@/lib/json";
import type { Answer } from "../api/shop";
import type { Documented } from "./catalogue";
import type { Fixture } from "./fixture";

type ErrorMember = { title?: string; code?: string; source?: { pointer?: string } };

const errorsOf = ({ body }: Answer): readonly ErrorMember[] => body?.errors ?? [];

/** An answer in a line, for people. */
export const said = (answer: Answer): string => {
  const words = errorsOf(answer).map(({ title, source }) => `${source?.pointer ?? ""} ${title}`);
  return `${answer.status} ${words.slice(0, 3).join("; ")}`.trim();
};

const pointsTo = ({ source }: ErrorMember, name: string): boolean => {
  const pointer = `/data/attributes/${name}`;
  return source?.pointer === pointer || source?.pointer?.startsWith(`${pointer}/`) === true;
};

/** Null when the attribute was refused as one that may not be written, or nothing may be. */
export function notRefused(answer: Answer, name: string): string | null {
  if (answer.status === 405) return null;
  const isRefused = errorsOf(answer).some(
    (error) => pointsTo(error, name) && error.title === "is not a permitted attribute",
  );
  return answer.status === 422 && isRefused ? null : `not refused: ${said(answer)}`;
}

/** Null when a sales channel was told that this is not for it. */
export function notDenied(answer: Answer, name: string): string | null {
  const isDenied = errorsOf(answer).some(
    (error) => error.code === "UNAUTHORIZED" && pointsTo(error, name),
  );
  return answer.status === 401 && isDenied ? null : `not denied: ${said(answer)}`;
}

/** Statuses that say the request itself was understood. */
const UNDERSTOOD: ReadonlySet<number> = new Set([200, 201, 409, 422, 502, 503, 504]);

/** Said of what is documented, but is no function of ours: it is an exception. */
const NEVER = /^is not (a permitted attribute|offered)/;

/** Null when a trigger was understood: it may still be that it cannot run now. */
export function triggerNotTaken(answer: Answer, name: string): string | null {
  const isNever = errorsOf(answer).some(
    (error) => pointsTo(error, name) && NEVER.test(error.title ?? ""),
  );
  return UNDERSTOOD.has(answer.status) && !isNever ? null : `not taken: ${said(answer)}`;
}

/** Null when a value was taken, and is read back where it can be. */
export function valueNotTaken(
  answer: Answer,
  attribute: Documented,
  { given, fixture }: { given: Json; fixture: Fixture },
): string | null {
  if (answer.status !== 200 && answer.status !== 201) return `not taken: ${said(answer)}`;
  if (!attribute.read) return null;
  const read: Json | undefined = answer.body.data.attributes[attribute.name];
  if (read === undefined) return "taken, but not returned";
  const isKept = fixture.reads?.[attribute.name] ?? isSame;
  return isKept(given, read)
    ? null
    : `taken as ${JSON.stringify(given)}, returned as ${JSON.stringify(read)}`;
}

const isSame = (given: Json, read: Json): boolean =>
  isDeepStrictEqual(given, read) ||
  (typeof given === "string" &&
    typeof read === "string" &&
    /^\d{4}-\d\d-\d\dT/.test(given) &&
    Date.parse(given) === Date.parse(read));

/** What an attempt throws is what it has come to, too. */
export async function attempt(act: () => Promise<string | null>): Promise<string | null> {
  try {
    return await act();
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 300) : String(error);
  }
}
