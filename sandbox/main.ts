/** `npm run sandbox`: starts the sandbox from the environment and ends with its parent. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createSandbox } from "./server";

const KEY_FILE = "control-key";

async function main(): Promise<void> {
  const port = portOf(process.env.SANDBOX_PORT ?? "3001");
  const host = process.env.HOST ?? "127.0.0.1";
  const directory = resolve(process.env.DATA_DIR ?? ".data", "sandbox");
  const controlKey = keptKey(directory, process.env.SANDBOX_CONTROL_KEY);
  const publicUrl = process.env.SANDBOX_URL;
  const sandbox = await createSandbox({
    port,
    host,
    directory,
    controlKey,
    ...(publicUrl === undefined || publicUrl === "" ? {} : { publicUrl }),
  });
  console.log(`sandbox: listening on ${sandbox.url} (control key in ${join(directory, KEY_FILE)})`);

  let closing = false;
  const end = (): void => {
    if (closing) return;
    closing = true;
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  if (process.env.KASSA_PARENT === "1") {
    // The parent holds the other end of this pipe: it closes even when the parent is killed.
    process.stdin.resume();
    process.stdin.on("end", end);
    process.stdin.on("close", end);
    process.stdin.on("error", end);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 0 && port <= 65_535) return port;
  throw new Error(`SANDBOX_PORT must be a port number such as 3001, not "${text}".`);
}

/** Given, or made once; kept in a file that its owner alone can read. */
function keptKey(directory: string, given: string | undefined): string {
  const file = join(directory, KEY_FILE);
  const kept = existsSync(file) ? readFileSync(file, "utf8").trim() : null;
  const key = given ?? kept ?? `sbk_${randomBytes(24).toString("base64url")}`;
  if (key !== kept) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${key}\n`, { mode: 0o600 });
  }
  return key;
}

function sentenceFor(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  const port = process.env.SANDBOX_PORT ?? "3001";
  if (code === "EADDRINUSE") {
    return `Port ${port} is in use. Start the sandbox on another one: SANDBOX_PORT=3101.`;
  }
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  console.error(`sandbox: ${sentenceFor(error)}`);
  process.exit(1);
});
