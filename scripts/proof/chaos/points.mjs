// The moments at which the app is killed, by their names. Read by the app that is to be killed and by who kills it.
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

const KINDS = ["authorization", "capture", "void", "refund"];
const STEPS = [
  "intent.before", // Decided, and not committed.
  "intent.after", // Committed, and the provider not asked yet.
  "call.during", // Asked; its answer has not come.
  "call.after", // It has answered; nothing of it is written.
  "settle.before", // The answer's changes are decided, and not committed.
  "settle.after", // Committed; nobody has been told.
];

/** Every one is met once in a round. */
export const POINTS = [
  ...KINDS.flatMap((kind) => STEPS.map((step) => `${kind}.${step}`)),
  "lookup.before",
  "lookup.after",
  "webhook.record.before",
  "webhook.record.after",
  "webhook.finish.before",
  "webhook.finish.after",
];

/** The points that are armed, first to last; each kills once. */
export function armedPoints(file) {
  try {
    return readFileSync(file, "utf8").split("\n").filter(Boolean);
  } catch {
    return [];
  }
}

/** Whole or not at all: the app may die at any moment, and reads it again when it is back. */
export function arm(file, points) {
  if (points.length === 0) return rmSync(file, { force: true });
  writeFileSync(`${file}.new`, points.join("\n"));
  renameSync(`${file}.new`, file);
}
