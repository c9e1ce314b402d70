// Whether an error document is one: each error whole, and pointing into what was sent.
import { z } from "zod";
import { isJsonObject, type Json } from "@/lib/json";
import type { Answer } from "../api/shop";
import type { Case } from "./case";
import { wellFormed } from "./odd";

const errorSchema = z.strictObject({
  title: z.string().min(1),
  detail: z.string().min(1),
  code: z.string().regex(/^[A-Z_]+$/),
  source: z
    .union([
      z.strictObject({ pointer: z.string().regex(/^(\/([^~]|~[01])*)?$/su) }),
      z.strictObject({ parameter: z.string() }),
      z.strictObject({
        header: z.enum(["Accept", "Authorization", "Content-Type", "Idempotency-Key"]),
      }),
    ])
    .optional(),
  status: z.string().regex(/^[45]\d\d$/),
  meta: z.record(z.string(), z.unknown()).optional(),
});
const documentSchema = z.strictObject({ errors: z.array(errorSchema).min(1) });

type ErrorMember = z.infer<typeof errorSchema>;

export function complaintsOfErrors(sent: Case, answer: Answer): string[] {
  const read = documentSchema.safeParse(answer.body);
  if (!read.success) return [`is no error document: ${z.prettifyError(read.error)}`];
  const { errors } = read.data;
  const [first] = errors;
  const status =
    first?.status === String(answer.status) ? [] : [`says ${first?.status} in a ${answer.status}`];
  return [...status, ...errors.flatMap((error) => complaintsOf(error, sent))];
}

/** What is not permitted was sent, so its pointer leads to it. */
const ABOUT_THE_SENT = /^is not a permitted /;

function complaintsOf({ source, title }: ErrorMember, sent: Case): string[] {
  if (!source) return [];
  if ("parameter" in source) {
    const isSent = sent.query.some(([name]) => wellFormed(name) === source.parameter);
    return isSent ? [] : [`points to ${source.parameter}, which is no parameter of the request`];
  }
  if ("header" in source) return [];
  const { pointer } = source;
  if (sent.body === null && pointer !== "") return [`points to ${pointer}, but nothing was sent`];
  const isBelowData = pointer === "" || pointer === "/data" || pointer.startsWith("/data/");
  if (!isBelowData) return [`points to ${pointer}, outside of data`];
  if (!ABOUT_THE_SENT.test(title) || leadsSomewhere(sent.body ?? "", pointer)) return [];
  return [`points to ${pointer}, which is not in the body`];
}

export function leadsSomewhere(body: string, pointer: string): boolean {
  let at: Json | undefined = JSON.parse(body) as Json; // JSON.parse answers nothing else.
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(at)) at = at[Number(name)];
    else if (isJsonObject(at)) at = Object.hasOwn(at, name) ? at[name] : undefined;
    else return false;
    if (at === undefined) return false;
  }
  return true;
}
