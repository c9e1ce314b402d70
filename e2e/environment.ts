import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What `npm start` wrote for the people and programs that use the demo shop. */
export type Demo = {
  baseUrl: string;
  sandboxUrl: string;
  integration: { client_id: string; client_secret: string };
  /** The owner. */
  admin: DemoPerson;
  operator: DemoPerson;
  viewer: DemoPerson;
  gateways: Record<
    "stripe_gateways" | "checkout_com_gateways" | "external_gateways",
    { id: string; publishable_key: string | null; secret_key: string }
  >;
};

export type DemoPerson = { email: string; password: string };

export type Environment = { demo: Demo; controlKey: string };

/** The product under test, by the facts in its data folder; throws one sentence where it was not started. */
export function readEnvironment(): Environment {
  const directory = process.env.E2E_DATA_DIR;
  if (!directory) throw new Error("E2E_DATA_DIR is not set: run `npm run test:e2e`.");
  const demo: Demo = JSON.parse(readFileSync(join(directory, "demo.json"), "utf8"));
  return { demo, controlKey: controlKeyIn(directory) };
}

/** `npm start` gives the sandbox its key; a sandbox started alone makes its own. */
export function controlKeyIn(directory: string): string {
  const own = join(directory, "sandbox", "control-key");
  if (existsSync(own)) return readFileSync(own, "utf8").trim();
  const secrets = JSON.parse(readFileSync(join(directory, "secrets.json"), "utf8"));
  return String(secrets.SANDBOX_CONTROL_KEY);
}
