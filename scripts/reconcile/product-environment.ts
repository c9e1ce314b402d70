// What `npm start` gives its programs, for a command that is run beside it or without it.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { reachEmbedded } from "@/lib/db/embedded";
import { readSecrets } from "../start/secrets.mjs";
import { Complaint, childEnvironment, readSettings } from "../start/settings.mjs";

const factsSchema = z.object({ sandboxUrl: z.url() });

/**
 * Sets this process's environment as `npm start` would, with the same variables given: secrets of `DATA_DIR`, the
 * providers' or the sandbox's addresses, and the database, where it is running or opened here. Throws a sentence where
 * there is no data. Call what it answers at the end.
 */
export async function enterProduct(): Promise<() => Promise<void>> {
  const root = resolve(import.meta.dirname, "../..");
  if (!process.env.KASSA_NO_ENV_FILE && existsSync(join(root, ".env"))) {
    process.loadEnvFile(join(root, ".env"));
  }
  const settings = readSettings(process.env, root);
  const { dataDirectory, databaseUrl } = settings;
  if (!databaseUrl && !existsSync(join(dataDirectory, "pg"))) {
    throw new Complaint(
      `There is no data in ${dataDirectory}: start Kassa once with npm start, or set DATA_DIR or DATABASE_URL.`,
    );
  }
  const hasSecrets = existsSync(join(dataDirectory, "secrets.json"));
  const secrets = hasSecrets ? readSecrets(dataDirectory) : {};
  const sandboxUrl = runningSandboxOf(dataDirectory) ?? settings.sandboxUrl;
  const { KASSA_PARENT: _own, ...env } = childEnvironment(
    process.env,
    { ...settings, sandboxUrl },
    secrets,
  );
  Object.assign(process.env, env);
  if (databaseUrl) return async () => {};
  const embedded = await reachEmbedded(dataDirectory);
  process.env.EMBEDDED_DATABASE_SOCKET = embedded.socketDirectory;
  return embedded.close;
}

/** A start on other ports is told of in demo.json; the variables win where they say another. */
function runningSandboxOf(dataDirectory: string): string | null {
  const { SANDBOX_URL, SANDBOX_PORT } = process.env;
  if (SANDBOX_URL || SANDBOX_PORT) return null;
  try {
    const text = readFileSync(join(dataDirectory, "demo.json"), "utf8");
    return factsSchema.parse(JSON.parse(text)).sandboxUrl;
  } catch {
    return null; // No demo, or none that says so.
  }
}

export { Complaint };
