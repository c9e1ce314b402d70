// Secrets that nobody set are made once, and kept beside the data, readable by their owner only.
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Complaint, SECRETS } from "./settings.mjs";

/** The secrets of `dataDirectory`, complete. Throws a `Complaint` where its file is spoilt: new ones would lose data. */
export function readSecrets(dataDirectory) {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  chmodSync(dataDirectory, 0o700);
  const path = join(dataDirectory, "secrets.json");
  const known = readKnown(path);
  const missing = Object.keys(SECRETS).filter((name) => typeof known[name] !== "string");
  if (missing.length === 0) return known;
  const complete = { ...known };
  for (const name of missing) complete[name] = SECRETS[name]();
  const draft = `${path}.draft`;
  writeFileSync(draft, `${JSON.stringify(complete, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, path);
  return complete;
}

function readKnown(path) {
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return {};
    throw new Complaint(`${path} cannot be read: ${error.message}.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Complaint(
      `${path} is spoilt. Restore it from a backup, or start over with another DATA_DIR: what it encrypted is lost without it.`,
    );
  }
}
