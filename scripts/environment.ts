// For commands that work beside the app: its own environment, secrets and database.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { reachEmbedded, socketOf } from "@/lib/db/embedded";
import { readSecrets } from "./start/secrets.mjs";
import { childEnvironment, readSettings } from "./start/settings.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Sets the variables that `npm start` gives its processes. `opensDatabase`: the embedded one is opened here while
 * nobody else serves it; else its server must run. Answers what closes it.
 */
export async function takeAppEnvironment(options: {
  opensDatabase: boolean;
}): Promise<() => Promise<void>> {
  if (!process.env.KASSA_NO_ENV_FILE) {
    try {
      process.loadEnvFile(join(root, ".env"));
    } catch {
      // There is none: every variable has a default.
    }
  }
  const settings = readSettings(process.env, root);
  const secrets = readSecrets(settings.dataDirectory);
  Object.assign(process.env, childEnvironment(process.env, settings, secrets));
  if (settings.databaseUrl) return async () => {};
  if (options.opensDatabase) {
    const embedded = await reachEmbedded(settings.dataDirectory);
    process.env.EMBEDDED_DATABASE_SOCKET = embedded.socketDirectory;
    return () => embedded.close();
  }
  const socketDirectory = await socketOf(settings.dataDirectory);
  if (socketDirectory === null) {
    throw new Error(
      "No database: set DATABASE_URL, or start Kassa first, whose embedded one is then used.",
    );
  }
  process.env.EMBEDDED_DATABASE_SOCKET = socketDirectory;
  return async () => {};
}
