import "server-only";
import pino from "pino";
import { logLevel } from "./env";

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
  level: logLevel(),
  redact: { paths: REDACTED, censor: "[redacted]" },
});
