import "server-only";
import pino from "pino";

/** Secrets never belong in a log; these are cut out should somebody try. */
const REDACTED = [
  "attributes",
  "config",
  "*.attributes",
  "*.config",
  "headers.authorization",
  "*.headers.authorization",
  "err.config",
  "err.request",
];

export const log = pino({
  name: "kassa",
  level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === "test" ? "silent" : "info"),
  redact: { paths: REDACTED, censor: "[redacted]" },
});
