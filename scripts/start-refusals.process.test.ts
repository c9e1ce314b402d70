import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "./start/ports.mjs";
import { refusedStart } from "./test/processes";

const directories: string[] = [];

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "kassa-process-"));
  directories.push(directory);
  return directory;
}

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

describe("npm start refuses with one sentence and exit code 1", () => {
  let taken: Server;
  let takenPort = 0;

  beforeAll(async () => {
    takenPort = await freePort();
    taken = createServer();
    await new Promise<void>((done) => taken.listen(takenPort, "127.0.0.1", done));
  });
  afterAll(() => {
    taken.close();
  });

  it("a port that is in use, and names another", async () => {
    const sandboxPort = String(await freePort());
    const { code, lines } = await refusedStart({
      PORT: String(takenPort),
      SANDBOX_PORT: sandboxPort,
      DATA_DIR: newDirectory(),
    });
    expect(lines).toEqual([
      `Port ${takenPort} is in use. Stop what runs there, or choose another: PORT=${takenPort + 100} npm start`,
    ]);
    expect(code).toBe(1);
  });

  it("a sandbox's port that is in use, and names its own variable", async () => {
    const { code, lines } = await refusedStart({
      PORT: String(await freePort()),
      SANDBOX_PORT: String(takenPort),
      DATA_DIR: newDirectory(),
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`SANDBOX_PORT=${takenPort + 100} npm start`);
    expect(code).toBe(1);
  });

  it.each([
    ["PORT", "abc", /^PORT must be a port number .* "abc"\.$/],
    ["SANDBOX_PORT", "70000", /^SANDBOX_PORT must be a port number .* "70000"\.$/],
    ["DATABASE_URL", "mysql://localhost/kassa", /^DATABASE_URL must be .*postgresql:\/\//],
    ["SANDBOX", "maybe", /^SANDBOX must be "on" or "off"; it is "maybe"\.$/],
    ["APP_URL", "shop", /^APP_URL must be .* "shop"\.$/],
    ["HOST", "not a host", /^HOST must be .* "not a host"\.$/],
  ])("a wrong %s", async (name, value, sentence) => {
    const { code, lines } = await refusedStart({ DATA_DIR: newDirectory(), [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(sentence);
    expect(code).toBe(1);
  });

  it("live keys without secrets of one's own", async () => {
    const { code, lines } = await refusedStart({
      DATA_DIR: newDirectory(),
      SANDBOX: "off",
      STRIPE_SECRET_KEY: "sk_live_0000",
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("KASSA_ENCRYPTION_KEY and NEXTAUTH_SECRET and API_TOKEN_SECRET");
    expect(code).toBe(1);
  });

  it.each(["18.19.1", "20.18.3"])("Node %s", async (version) => {
    const pretend = `Object.defineProperty(process.versions, "node", { value: "${version}" })`;
    const { code, lines } = await refusedStart({ DATA_DIR: newDirectory() }, [
      "--import",
      `data:text/javascript,${encodeURIComponent(pretend)}`,
    ]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^Kassa needs Node 20\\.19 .* this is Node ${version}\\.`));
    expect(code).toBe(1);
  });

  it("a DATABASE_URL where nobody answers", async () => {
    const { code, lines } = await refusedStart({
      DATA_DIR: newDirectory(),
      PORT: String(await freePort()),
      SANDBOX_PORT: String(await freePort()),
      DATABASE_URL: `postgresql://postgres@127.0.0.1:${await freePort()}/kassa`,
    });
    expect(lines.at(-1)).toMatch(/^The database of DATABASE_URL cannot be reached: .*ECONNREFUSED/);
    expect(code).toBe(1);
  });
});
