// The command beside a running shop: its words and its exit code; at the end as the process that a person starts.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AtProvider, type Desk, openDesk } from "@/tests/api/reconciling";
import type { ApiShop } from "@/tests/api/shop";
import { type Ending, type Given, readArguments } from "./command";

let desk: Desk;
let shop: ApiShop;
let answer: (given: Given) => Promise<Ending>;
let environment: Record<string, string | undefined>;
const dataDirectory = mkdtempSync(join(tmpdir(), "kassa-reconcile-"));

beforeAll(async () => {
  desk = await openDesk();
  ({ shop } = desk);
  const command = await import("./command");
  answer = (given) => command.answer(desk, given);
  const { address } = shop.database;
  // What a running server leaves in its data folder for commands to find.
  mkdirSync(join(dataDirectory, "pg"));
  if ("socketDirectory" in address) {
    const { socketDirectory } = address;
    writeFileSync(join(dataDirectory, "database.json"), JSON.stringify({ socketDirectory }));
  }
  writeFileSync(join(dataDirectory, "demo.json"), JSON.stringify({ sandboxUrl: shop.sandbox.url }));
  environment = {
    ...process.env,
    KASSA_NO_ENV_FILE: "1",
    SANDBOX: "on",
    SANDBOX_URL: undefined,
    EMBEDDED_DATABASE_SOCKET: undefined,
    DATA_DIR: dataDirectory,
  };
});
afterAll(async () => {
  await shop?.close();
  rmSync(dataDirectory, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number; text: string }> {
  const given = readArguments(args);
  const { code, lines }: Ending = "code" in given ? given : await answer(given);
  return { code, text: lines.join("\n") };
}

/** As a program of its own. */
function spawn(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const program = ["scripts/run.mjs", "scripts/reconcile/main.ts", ...args];
  const env = environment as NodeJS.ProcessEnv;
  return new Promise((done) => {
    const child = execFile(process.execPath, program, { env }, (_error, out, err) =>
      done({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

const dayFromNow = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const PERIOD = ["--from", dayFromNow(-1), "--to", dayFromNow(2)];

describe("npm run reconcile", () => {
  it("ends with 0 where both sides are the same, and with 1 and a table where not", async () => {
    await new AtProvider(shop, "stripe").pay({ installationId: null });
    const capture = await desk.merchant.captured("stripe");
    const same = await run("--gateway", "stripe", ...PERIOD);
    expect(same.code).toBe(0);
    expect(same.text).toMatch(/matched +2 /);
    expect(same.text).toMatch(/others' +1 /);
    expect(same.text).toMatch(/No difference is open\.$/);

    const state = await desk.merchant.stateOf(capture);
    const payment = state.transactions.find(({ attempt }) => attempt === 1)?.paymentReference ?? "";
    await new AtProvider(shop, "stripe").refund(payment, 700);
    const other = await run("--gateway", shop.demo.gateways.stripe_gateways.id, ...PERIOD);
    expect(other.code).toBe(1);
    expect(other.text).toMatch(/missing here +1 /);
    const row = new RegExp(`missing here +refund +- +7\\.00 EUR +${payment} .* (\\w{10})$`);
    const id = row.exec(other.text)?.[1] ?? "";
    expect(id).not.toBe("");

    expect(await run("--resolve", id)).toMatchObject({
      code: 2,
      text: expect.stringMatching("why"),
    });
    expect(await run("--resolve", id, "--note", "A goodwill refund.")).toEqual({
      code: 0,
      text: `${id} is resolved: A goodwill refund.`,
    });
    const after = await run("--gateway", "stripe", ...PERIOD);
    expect(after.code).toBe(0);
    expect(after.text).toContain("1 found again were resolved by a person before.");
  });

  it.each([
    [["--gateway", "paypal", ...PERIOD], /no gateway "paypal".*stripe_gateways/s],
    [["--gateway", "external", ...PERIOD], /^External gateway: not offered/],
    [["--gateway", "stripe", "--from", "soon", "--to", "2026-11-02"], /--from soon is no date/],
    [["--gateway", "stripe", "--from", "2026-11-02", "--to", "2026-11-02"], /before it ends/],
    [["--gateway", "stripe", "--since", "2026-11-02"], /--since/],
    [["--resolve", "Nothing", "--note", "why"], /no open difference "Nothing"/],
  ])("ends with 2 and a sentence: %s", async (args, sentence) => {
    expect(await run(...args)).toEqual({ code: 2, text: expect.stringMatching(sentence) });
  });

  it("ends with 3 when the provider does not answer", async () => {
    await new AtProvider(shop, "checkout_com").breakLists();
    const { code, text } = await run("--gateway", "checkout_com", ...PERIOD);
    expect(text).toMatch(/came to no end: Checkout\.com/);
    expect(code).toBe(3);
  });

  it("finds the running shop by its data folder, as a program of its own", async () => {
    await desk.merchant.placed("checkout_com");
    await new AtProvider(shop, "checkout_com").reset();
    // The provider has forgotten everything: what we hold is nowhere there.
    await shop.database.prisma.$executeRaw`UPDATE transactions
      SET requested_at = now() - interval '1 hour', settled_at = now() - interval '1 hour'`;
    const { code, out, err } = await spawn("--gateway", "checkout_com", ...PERIOD);
    expect(err).toBe("");
    expect(out).toMatch(/missing there +authorization +32\.50 EUR +- +pay_/);
    expect(code).toBe(1);
  }, 120_000);
});
