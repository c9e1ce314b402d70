// The steps of CONTRIBUTING, "Adding a provider", done to a copy of the sources: one folder, one form, one line in each
// register. The compiler accepts the whole, and the pay button pays with it.
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const copy = mkdtempSync(join(tmpdir(), "kassa-fourth-"));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const COPIED = [
  "app",
  "components",
  "lib",
  "generated",
  "prisma.config.ts",
  "tsconfig.json",
  "package.json",
  "scripts",
];
/** What proves the product and is no part of it: the simulation's banks are made of the providers that it knows. */
const PROOFS = /^scripts\/(simulate|proof)$/;
/** File, the line that is there, the one line that is added below it. */
const LINES: readonly [string, string, string][] = [
  [
    "lib/gateway-types.ts",
    'external_gateways: "external_payments",',
    '  wire_gateways: "wire_payments",',
  ],
  [
    "lib/providers/registry.ts",
    "external_gateways: externalProvider,",
    "  wire_gateways: wireProvider,",
  ],
  [
    "lib/providers/registry.ts",
    'import { stripeProvider } from "./stripe";',
    'import { wireProvider } from "./wire";',
  ],
  [
    "components/checkout/payment-forms/index.tsx",
    'external_payments: { kind: "external" },',
    '  wire_payments: { kind: "external" },',
  ],
  [
    "components/admin/method-words.ts",
    'external_payments: "External",',
    '  wire_payments: "Wire",',
  ],
  [
    "app/checkout/[token]/pay-form-input.ts",
    'external_payments: "payment_source_token",',
    '  wire_payments: "payment_source_token",',
  ],
];

function put(path: string, text: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text);
}

beforeAll(() => {
  const isTest = (path: string) => /\.test\.tsx?$/.test(path);
  for (const name of COPIED) {
    cpSync(join(root, name), join(copy, name), {
      recursive: true,
      filter: (path) => !isTest(path) && !PROOFS.test(relative(root, path)),
    });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  if (existsSync(join(root, "next-env.d.ts")))
    cpSync(join(root, "next-env.d.ts"), join(copy, "next-env.d.ts"));
  for (const name of ["provider", "declines"]) {
    const file = name === "provider" ? "index" : name;
    put(
      `lib/providers/wire/${file}.ts`,
      readFileSync(join(import.meta.dirname, `${name}.txt`), "utf8"),
    );
  }
  put("road.ts", readFileSync(join(import.meta.dirname, "road.txt"), "utf8"));
  for (const [path, below, line] of LINES) {
    const text = readFileSync(join(copy, path), "utf8");
    expect(text, `${path} has the line that the new one goes below`).toContain(below);
    put(path, text.replace(below, `${below}\n${line}`));
  }
});

const compiler = join(root, "node_modules", ".bin", "tsc");
const compile = (): string => {
  try {
    return execFileSync(compiler, ["--noEmit", "-p", copy], { cwd: copy, encoding: "utf8" });
  } catch (error) {
    return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
  }
};

describe("a fourth provider", () => {
  it("compiles with one folder and one line in each register", () => {
    expect(compile()).toBe("");
  });

  it("takes a declined and then a paid order through the pay button", () => {
    const run = join(copy, "scripts", "run.mjs");
    const said = execFileSync(process.execPath, [run, "road.ts"], { cwd: copy, encoding: "utf8" });
    expect(JSON.parse(said)).toMatchObject({
      outcomes: [
        {
          ok: true,
          value: { kind: "declined", decline: { code: "card_declined", raw: "refused" } },
        },
        { ok: true, value: { kind: "placed" } },
      ],
      status: "placed",
      payment: "authorized",
    });
  });

  it("is named by the compiler wherever a line is missing", () => {
    const path = "components/checkout/payment-forms/index.tsx";
    const text = readFileSync(join(copy, path), "utf8");
    put(path, text.replace('  wire_payments: { kind: "external" },\n', ""));
    expect(compile()).toContain(path);
  });
});
