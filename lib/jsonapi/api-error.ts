import type { JsonObject } from "../json";
import { nameAt, pointerTo } from "./pointer";

/** One member of `errors`. The HTTP status of an answer is that of its first error. */
export type ApiError = {
  title: string;
  detail: string;
  code: string;
  source?: { pointer: string } | { parameter: string } | { header: string };
  status: string;
  meta?: JsonObject;
};

type Refusal = Omit<ApiError, "status" | "source"> & { status: number };

/** An error of the API, whole. */
export const at = (refusal: Refusal, source?: ApiError["source"]): ApiError => {
  const { title, detail, code, status, meta } = refusal;
  return {
    title,
    detail,
    code,
    ...(source ? { source } : {}),
    status: String(status),
    ...(meta ? { meta } : {}),
  };
};

/**
 * What is wrong with one attribute or relationship. `pointer` is RFC 6901, `error` the rule's short
 * name.
 */
export function validationError(
  pointer: string,
  title: string,
  meta: JsonObject & { error: string },
): ApiError {
  const detail = `${nameAt(pointer)} - ${title}`;
  return at({ title, detail, code: "VALIDATION_ERROR", status: 422, meta }, { pointer });
}

export const attributeError = (name: string, title: string, error: string): ApiError =>
  validationError(pointerTo("data", "attributes", name), title, { error });

export const relationshipError = (name: string, title: string, error: string): ApiError =>
  validationError(pointerTo("data", "relationships", name), title, { error });

export const recordNotFound = (id: string, pointer?: string): ApiError =>
  at(
    {
      title: "Record not found",
      detail: `The record identified by ${id} could not be found.`,
      code: "RECORD_NOT_FOUND",
      status: 404,
    },
    pointer === undefined ? undefined : { pointer },
  );

/** An order that a body names and that is not there: the error points to the relationship. */
export const aboutOrder = <E extends { code: string }>(
  error: E,
): E | { code: "refused"; errors: readonly ApiError[] } => {
  const isOrder = error.code === "not_found" && "resource" in error && error.resource === "orders";
  if (!isOrder || !("id" in error)) return error;
  return {
    code: "refused",
    errors: [recordNotFound(String(error.id), "/data/relationships/order")],
  };
};

export const unknownType = (type: string): ApiError =>
  at({
    title: "Resource not found",
    detail: `There is no resource named ${type}.`,
    code: "RESOURCE_NOT_FOUND",
    status: 404,
  });

/**
 * The API has no 403: what a token may not do is 401 with this code, which clients do not answer by
 * a refresh.
 */
export const accessDenied = (detail: string, pointer?: string): ApiError =>
  at(
    { title: "Access denied", detail, code: "UNAUTHORIZED", status: 401 },
    pointer === undefined ? undefined : { pointer },
  );

/** The official client refreshes its token on 401 with exactly this code. */
export const invalidToken = (reason: "missing" | "invalid" | "expired" | "revoked"): ApiError => {
  const details = {
    missing: "The access token is missing: send Authorization: Bearer.",
    invalid: "The access token is not valid.",
    expired: "The access token has expired.",
    revoked: "The access token was revoked.",
  };
  return at(
    { title: "Invalid token", detail: details[reason], code: "INVALID_TOKEN", status: 401 },
    { header: "Authorization" },
  );
};

const BAD_REQUESTS = {
  unreadable: "The body is not valid JSON.",
  not_a_document: "The body must be an object with a data member that is a resource object.",
  too_deep: "The body is nested too deeply.",
} as const;

export const badRequest = (reason: keyof typeof BAD_REQUESTS): ApiError =>
  at(
    { title: "Bad request", detail: BAD_REQUESTS[reason], code: "BAD_REQUEST", status: 400 },
    { pointer: "" },
  );

export const badParameter = (parameter: string, detail: string): ApiError =>
  at({ title: "Bad request", detail, code: "BAD_REQUEST", status: 400 }, { parameter });

export const badHeader = (header: string, detail: string): ApiError =>
  at({ title: "Bad request", detail, code: "BAD_REQUEST", status: 400 }, { header });

export const keyMismatch = (): ApiError =>
  at(
    {
      title: "Key is not included in the URL",
      detail: "The URL does not support the key in data.id.",
      code: "KEY_NOT_INCLUDED_IN_URL",
      status: 400,
    },
    { pointer: "/data/id" },
  );

export const clientIdRefused = (): ApiError =>
  at(
    {
      title: "Client-generated ids are not supported",
      detail: "Leave data.id out: the server chooses it.",
      code: "FORBIDDEN",
      status: 403,
    },
    { pointer: "/data/id" },
  );

export const typeConflict = (expected: string): ApiError =>
  at(
    {
      title: "Conflict",
      detail: `data.type must be ${expected} at this address.`,
      code: "CONFLICT",
      status: 409,
    },
    { pointer: "/data/type" },
  );

export const conflict = (detail: string, error: string): ApiError =>
  at({ title: "Conflict", detail, code: "CONFLICT", status: 409, meta: { error } });

/** What others depend on stays. */
export const recordLocked = (id: string, reason: string): ApiError =>
  at({
    title: "Record cannot be deleted",
    detail: `The record identified by ${id} cannot be deleted. ${reason}`,
    code: "RECORD_LOCKED",
    status: 423,
  });

export const unavailable = (status: 502 | 503 | 504, detail: string, error: string): ApiError =>
  at({
    title: "Payment gateway unavailable",
    detail,
    code: "GATEWAY_UNAVAILABLE",
    status,
    meta: { error },
  });

export const declined = (detail: string, meta: JsonObject): ApiError =>
  at(
    {
      title: "The payment was declined",
      detail,
      code: "PAYMENT_NOT_APPROVED_FOR_EXECUTION",
      status: 422,
      meta,
    },
    { pointer: "/data/attributes/base" },
  );

export const internalError = (): ApiError =>
  at({
    title: "Internal server error",
    detail: "Something went wrong on our side. The trace id names it in the log.",
    code: "INTERNAL_SERVER_ERROR",
    status: 500,
  });

/** Whether what was under way was written is not known: a repeated request finds out. */
export const databaseGone = (): ApiError =>
  at({
    title: "Service unavailable",
    detail: "The database cannot be reached. Send the request again in a moment.",
    code: "SERVICE_UNAVAILABLE",
    status: 503,
  });

export const overloaded = (): ApiError =>
  at({
    title: "Service unavailable",
    detail: "Too many requests wait already. Nothing was done; try again in a moment.",
    code: "SERVICE_UNAVAILABLE",
    status: 503,
  });
