import { type ApiError, at } from "./api-error";

/** What is wrong with a request before anything of it is read. */

export const methodNotAllowed = (method: string): ApiError =>
  at({
    title: "Method not allowed",
    detail: `${method} is not offered at this address.`,
    code: "METHOD_NOT_ALLOWED",
    status: 405,
  });

export const notAcceptable = (): ApiError =>
  at(
    {
      title: "Not acceptable",
      detail: "Answers are application/vnd.api+json, without media type parameters.",
      code: "NOT_ACCEPTABLE",
      status: 406,
    },
    { header: "Accept" },
  );

export const unsupportedMediaType = (): ApiError =>
  at(
    {
      title: "Unsupported media type",
      detail: "Bodies must be application/vnd.api+json, without media type parameters.",
      code: "UNSUPPORTED_MEDIA_TYPE",
      status: 415,
    },
    { header: "Content-Type" },
  );

export const tooLarge = (bytesMax: number): ApiError =>
  at({
    title: "Payload too large",
    detail: `A body may have at most ${bytesMax} bytes.`,
    code: "PAYLOAD_TOO_LARGE",
    status: 413,
  });
