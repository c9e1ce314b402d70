import type { JsonObject } from "../../json";
import {
  type ApiError,
  accessDenied,
  attributeError,
  badParameter,
  clientIdRefused,
  conflict,
  databaseGone,
  declined,
  internalError,
  invalidToken,
  keyMismatch,
  recordNotFound,
  typeConflict,
  unavailable,
  unknownType,
} from "../api-error";
import { errorsOf } from "../errors";
import { methodNotAllowed, notAcceptable, tooLarge, unsupportedMediaType } from "../http-errors";
import { BODY_BYTES_MAX } from "../request";
import { EXAMPLE_ID } from "./examples";
import { schemaRef } from "./schemas";

/** The answers that refuse, each shown by what the code itself says. */

export type RefusalFacts = {
  status: string;
  name: string;
  about: string;
  examples: readonly ApiError[];
};

const LOCKED: ApiError = {
  title: "Record is locked",
  detail: "The record cannot be deleted: others depend on it.",
  code: "RECORD_LOCKED",
  status: "423",
};

const TOO_MANY: ApiError = {
  title: "Too many requests",
  detail: "This address has sent too many requests: wait 20 seconds.",
  code: "TOO_MANY_REQUESTS",
  status: "429",
};

export const REFUSALS: readonly RefusalFacts[] = [
  {
    status: "400",
    name: "bad_request",
    about: "The request cannot be read: its body, a parameter or a header.",
    examples: [
      badParameter("sort", "foo is not an attribute that can be sorted by"),
      keyMismatch(),
    ],
  },
  {
    status: "401",
    name: "unauthorized",
    about: "No valid token (INVALID_TOKEN: get a new one), or one that may not (UNAUTHORIZED).",
    examples: [invalidToken("expired"), accessDenied("A list of orders is for integrations only.")],
  },
  {
    status: "403",
    name: "forbidden",
    about: "The body names an id for something new.",
    examples: [clientIdRefused()],
  },
  {
    status: "404",
    name: "not_found",
    about: "There is no such resource, or the token does not see it.",
    examples: [recordNotFound(EXAMPLE_ID), unknownType("carts")],
  },
  {
    status: "405",
    name: "method_not_allowed",
    about: "The address does not offer the method; the Allow header says what it does.",
    examples: [methodNotAllowed("PUT")],
  },
  {
    status: "406",
    name: "not_acceptable",
    about: "The Accept header does not take application/vnd.api+json.",
    examples: [notAcceptable()],
  },
  {
    status: "409",
    name: "conflict",
    about: "Something of the same kind is on its way, or data.type is another one. Wait, then ask.",
    examples: [
      conflict("A request with this Idempotency-Key is running.", "running"),
      typeConflict("orders"),
    ],
  },
  {
    status: "413",
    name: "too_large",
    about: "The body is too large.",
    examples: [tooLarge(BODY_BYTES_MAX)],
  },
  {
    status: "415",
    name: "unsupported_media_type",
    about: "The body is not application/vnd.api+json.",
    examples: [unsupportedMediaType()],
  },
  {
    status: "422",
    name: "unprocessable",
    about: "Values, rules or the bank say no. Every fault at once, each with a pointer.",
    examples: [
      attributeError("quantity", "can't be blank", "blank"),
      declined("The payment was not approved.", {
        error: "insufficient_funds",
        decline_code: "51",
      }),
      ...errorsOf({ code: "idempotency_conflict" }),
    ],
  },
  {
    status: "423",
    name: "locked",
    about: "It cannot be deleted: others depend on it.",
    examples: [LOCKED],
  },
  {
    status: "429",
    name: "too_many_requests",
    about: "Too many requests of one address. Wait as Retry-After says.",
    examples: [TOO_MANY],
  },
  {
    status: "500",
    name: "internal_error",
    about: "A fault of ours. x-trace-id names it.",
    examples: [internalError()],
  },
  {
    status: "502",
    name: "gateway_refused",
    about: "The payment gateway refuses the shop's own credentials.",
    examples: [
      unavailable(502, "The payment gateway refused our credentials.", "provider_unauthorized"),
    ],
  },
  {
    status: "503",
    name: "unavailable",
    about: "Nothing was done. Wait as Retry-After says, then send it again.",
    examples: [
      databaseGone(),
      ...errorsOf({ code: "order_unchecked", detail: "" }),
      unavailable(503, "The payment gateway cannot be reached.", "provider_unreachable"),
    ],
  },
  {
    status: "504",
    name: "outcome_unknown",
    about: "The gateway did not answer: what became of the payment is found out. Do not pay again.",
    examples: [unavailable(504, "The payment gateway did not answer.", "provider_indeterminate")],
  },
];

/** On reading; writing can be refused in every way. */
const READING: ReadonlySet<string> = new Set([
  ...["400", "401", "404", "405", "406"],
  ...["429", "500", "503"],
]);

export const refusalRefs = (isWriting: boolean): JsonObject =>
  Object.fromEntries(
    REFUSALS.filter(({ status }) => isWriting || READING.has(status)).map(({ status, name }) => [
      status,
      { $ref: `#/components/responses/${name}` },
    ]),
  );

export const refusalResponses = (mediaType: string): JsonObject =>
  Object.fromEntries(
    REFUSALS.map(({ name, about, examples }) => [
      name,
      {
        description: about,
        headers: { "x-trace-id": { $ref: "#/components/headers/x-trace-id" } },
        content: {
          [mediaType]: {
            schema: schemaRef("errors"),
            examples: Object.fromEntries(
              examples.map((error, index) => [
                `${error.code}_${index + 1}`,
                { value: { errors: [{ ...error }] } },
              ]),
            ),
          },
        },
      },
    ]),
  );
