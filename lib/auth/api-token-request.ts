import { err, ok, type Result } from "../result";

const BODY_BYTES_MAX = 16 * 1024;

export type BodyProblem = "unreadable" | "too_large" | "unsupported_media_type";

/** The fields of a token request: JSON or a form, and HTTP Basic for the client's own two. */
export async function readTokenFields(
  request: Request,
): Promise<Result<Record<string, unknown>, BodyProblem>> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > BODY_BYTES_MAX) return err("too_large");
  const text = await request.text();
  if (text.length > BODY_BYTES_MAX) return err("too_large");
  const fields = fieldsOf(text, request.headers.get("content-type") ?? "");
  return fields.ok ? ok({ ...basicFields(request), ...fields.value }) : fields;
}

function fieldsOf(text: string, type: string): Result<Record<string, unknown>, BodyProblem> {
  const media = type.split(";")[0]?.trim().toLowerCase() ?? "";
  if (media === "application/x-www-form-urlencoded") {
    return ok(Object.fromEntries(new URLSearchParams(text)));
  }
  if (media !== "application/json" && media !== "application/vnd.api+json") {
    return err("unsupported_media_type");
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return err("unreadable");
    return ok({ ...value });
  } catch {
    return err("unreadable");
  }
}

/** RFC 6749, 2.3.1: both halves are form-encoded before they are joined. */
function basicFields(request: Request): Record<string, string> {
  const [scheme = "", encoded = ""] = (request.headers.get("authorization") ?? "").split(" ");
  if (scheme.toLowerCase() !== "basic") return {};
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 1) return {};
  const fields = new URLSearchParams(`id=${text.slice(0, colon)}&secret=${text.slice(colon + 1)}`);
  return { client_id: fields.get("id") ?? "", client_secret: fields.get("secret") ?? "" };
}
