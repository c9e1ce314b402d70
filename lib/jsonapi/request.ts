import { isJsonObject, type Json, type JsonObject } from "../json";
import { err, ok, type Result } from "../result";
import { type ApiError, badRequest } from "./api-error";
import { notAcceptable, tooLarge, unsupportedMediaType } from "./http-errors";

export const MEDIA_TYPE = "application/vnd.api+json";
export const BODY_BYTES_MAX = 256 * 1024;
/**
 * Levels of a whole body: `data`, `attributes`, `metadata`, and a client's own objects below that.
 */
const BODY_DEPTH_MAX = 24;

/** Only the media type itself, or with JSON:API's own two parameters, which we ignore. */
function isOurMediaType(value: string): boolean {
  const [type = "", ...parameters] = value.split(";").map((part) => part.trim().toLowerCase());
  return type === MEDIA_TYPE && parameters.every((part) => /^(ext|profile|q)=/.test(part));
}

/** Null when the client takes what we answer. No Accept header takes everything. */
export function refuseAccept(headers: Headers): ApiError | null {
  const accept = headers.get("accept");
  if (accept === null || accept.trim() === "") return null;
  const takes = accept.split(",").some((range) => {
    const type = range.split(";")[0]?.trim().toLowerCase();
    return type === "*/*" || type === "application/*" || isOurMediaType(range);
  });
  return takes ? null : notAcceptable();
}

/** The body as JSON, within its limits. Texts are safe to store: no NUL, no half of a character. */
export async function readBody(request: Request): Promise<Result<JsonObject, ApiError>> {
  if (!isOurMediaType(request.headers.get("content-type") ?? ""))
    return err(unsupportedMediaType());
  const bytes = await readBytes(request);
  if (bytes === null) return err(tooLarge(BODY_BYTES_MAX));
  let body: Json;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    body = JSON.parse(text) as Json; // JSON.parse answers nothing else.
  } catch {
    return err(badRequest("unreadable"));
  }
  const flaw = flawOf(body, 0);
  if (flaw) return err(badRequest(flaw));
  return isJsonObject(body) && isJsonObject(body.data)
    ? ok(body.data)
    : err(badRequest("not_a_document"));
}

/** Null when the body is larger than it may be; no more than that is ever read. */
async function readBytes(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_BYTES_MAX) return null;
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    length += value.byteLength;
    if (length > BODY_BYTES_MAX) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}

const isStorable = (text: string): boolean =>
  !text.includes("\u0000") && !/\p{Surrogate}/u.test(text);

function flawOf(value: Json, depth: number): "too_deep" | "unreadable" | null {
  if (depth > BODY_DEPTH_MAX) return "too_deep";
  if (typeof value === "string") return isStorable(value) ? null : "unreadable";
  if (typeof value !== "object" || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const flaw = isStorable(key) ? flawOf(member, depth + 1) : "unreadable";
    if (flaw) return flaw;
  }
  return null;
}
