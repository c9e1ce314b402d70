/**
 * The same scenarios against a real test account, and what it answers otherwise than the sandbox.
 */
import type { Exchange } from "./checkout-com-recorder";
import type { Scenario } from "./checkout-com-scenario";

export type Account = {
  host: string;
  secretKey: string;
  publicKey: string;
  defaults: Record<string, unknown>;
};

/**
 * The test account in the environment, or null without one: CKO_TEST_SECRET_KEY,
 * CKO_TEST_PUBLIC_KEY, CKO_TEST_SUBDOMAIN (or
 * CKO_TEST_HOST), CKO_TEST_PROCESSING_CHANNEL_ID. They are not the SDK's own names, which would win
 * over every key.
 */
export function accountFrom(env: Readonly<Record<string, string | undefined>>): Account | null {
  const { CKO_TEST_SECRET_KEY: secretKey, CKO_TEST_PUBLIC_KEY: publicKey } = env;
  const { CKO_TEST_SUBDOMAIN: subdomain, CKO_TEST_PROCESSING_CHANNEL_ID: channel } = env;
  const host = env.CKO_TEST_HOST ?? (subdomain && `https://${subdomain}.api.sandbox.checkout.com`);
  if (!secretKey || !publicKey || !host) return null;
  const defaults = channel === undefined ? {} : { processing_channel_id: channel };
  return { host, secretKey, publicKey, defaults };
}

/** Members whose value, and not only their presence, should be the same on both sides. */
const COMPARED = ["status", "approved", "response_code", "amount", "currency", "error_codes"];

/** One line per operation and status: what it is asked by, what it says, what it holds. */
export function shapesOf(exchanges: readonly Exchange[]): Map<string, string> {
  const shapes = new Map<string, string>();
  for (const { method, path, status, body } of exchanges) {
    const target = path.replace(/_\w{26}\b/g, "_…").replace(/\?.*/, "?…");
    shapes.set(`${method} ${target}`, `${status} ${shapeOf(body)}`);
  }
  return shapes;
}

function shapeOf(body: string): string {
  try {
    const json: unknown = JSON.parse(body);
    if (typeof json !== "object" || json === null || Array.isArray(json)) return "[…]";
    const members = Object.entries(json).filter(([name]) => name !== "_links");
    return members
      .map(([name, value]) => (COMPARED.includes(name) ? `${name}=${JSON.stringify(value)}` : name))
      .sort()
      .join(" ");
  } catch {
    return body === "" ? "(empty)" : "(not JSON)";
  }
}

export function differences(ours: Map<string, string>, theirs: Map<string, string>): string[] {
  const operations = [...new Set([...ours.keys(), ...theirs.keys()])];
  return operations.flatMap((operation) => {
    const [own, other] = [ours.get(operation), theirs.get(operation)];
    if (own === other) return [];
    const sides = [`sandbox:  ${own ?? "(not called)"}`, `provider: ${other ?? "(not called)"}`];
    return [[operation, ...sides].join("\n    ")];
  });
}

/** Runs a scenario on one side; what it throws is a difference too, not a failure of the run. */
export async function observe(
  run: () => ReturnType<Scenario["run"]>,
  exchanges: Exchange[],
): Promise<Map<string, string>> {
  const before = exchanges.length;
  let failure: string | null = null;
  try {
    await run();
  } catch (error) {
    failure = error instanceof Error ? (error.message.split("\n")[0] ?? "failed") : "failed";
  }
  const shapes = shapesOf(exchanges.slice(before));
  if (failure !== null) shapes.set("the scenario", failure);
  return shapes;
}
