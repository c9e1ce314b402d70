import type { ApiError } from "./api-error";
import { MEDIA_TYPE } from "./request";

/** A body of null is none: 204. */
export type Answer = {
  status: number;
  body: object | null;
  headers?: Readonly<Record<string, string>>;
};

/**
 * The status of several errors is that of the first: what a client must mend before the rest
 * matters.
 */
export const refusal = (
  errors: readonly ApiError[],
  headers?: Readonly<Record<string, string>>,
): Answer => ({
  status: Number(errors[0]?.status ?? 500),
  body: { errors },
  ...(headers ? { headers } : {}),
});

/** Never cached: what it says depends on the token, and changes. */
export const responseOf = ({ status, body, headers }: Answer, traceId: string): Response =>
  new Response(body === null ? null : JSON.stringify(body), {
    status,
    headers: {
      "content-type": MEDIA_TYPE,
      "cache-control": "no-store",
      vary: "accept, authorization",
      "x-trace-id": traceId,
      ...headers,
    },
  });
