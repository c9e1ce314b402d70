/**
 * JSON Schemas of Stripe's objects and parameters, made from the type declarations of the installed
 * `stripe` package: somebody else's description of what the sandbox must answer. Made once per
 * version
 * of the package and kept in `.cache`.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { createGenerator, type Schema } from "ts-json-schema-generator";

/** The files whose types are described in full; every other resource is a stub with `object`. */
const FILES = [
  "BalanceTransactions",
  "Charges",
  "ConfirmationTokens",
  "Customers",
  "Disputes",
  "PaymentIntents",
  "PaymentMethods",
  "Refunds",
  "WebhookEndpoints",
];

export const OBJECT_TYPES = {
  balance_transaction: "BalanceTransaction",
  charge: "Charge",
  confirmation_token: "ConfirmationToken",
  customer: "Customer",
  deleted_webhook_endpoint: "DeletedWebhookEndpoint",
  dispute: "Dispute",
  event: "EventBase",
  payment_intent: "PaymentIntent",
  payment_method: "PaymentMethod",
  refund: "Refund",
  webhook_endpoint: "WebhookEndpoint",
} as const;

const PARAM_TYPES = [
  ["PaymentIntents", "PaymentIntentCreateParams"],
  ["PaymentIntents", "PaymentIntentUpdateParams"],
  ["PaymentIntents", "PaymentIntentConfirmParams"],
  ["PaymentIntents", "PaymentIntentCaptureParams"],
  ["PaymentIntents", "PaymentIntentCancelParams"],
  ["Refunds", "RefundCreateParams"],
  ["Customers", "CustomerCreateParams"],
  ["WebhookEndpoints", "WebhookEndpointCreateParams"],
] as const;

/** Part of the cache's name: what changes here makes the schemas anew. */
const RECIPE = 4;

/** The schema whose definitions are named after the package's types. */
export function stripeSchemas(): Schema {
  const types = typesFolder();
  const fingerprint = createHash("sha256").update(`${RECIPE} ${FILES.join()}`).digest("hex");
  const name = `stripe-schemas-${types.version}-${fingerprint.slice(0, 8)}`;
  const cached = resolve(".cache", `${name}.json`);
  if (existsSync(cached)) return JSON.parse(readFileSync(cached, "utf8")) as Schema;
  const folder = resolve(".cache", `${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const schema = generate(types.folder, folder);
  writeFileSync(`${folder}/schema.json`, JSON.stringify(schema));
  // Renamed into place, so that two test processes never read half a file.
  renameSync(`${folder}/schema.json`, cached);
  rmSync(folder, { recursive: true, force: true });
  return schema;
}

function typesFolder(): { folder: string; version: string } {
  const entry = createRequire(import.meta.url).resolve("stripe");
  const root = dirname(dirname(entry));
  const described = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  return { folder: join(root, "cjs"), version: described.version };
}

function generate(types: string, folder: string): Schema {
  const stubs = new Set<string>();
  for (const file of FILES) {
    const source = readFileSync(join(types, "resources", `${file}.d.ts`), "utf8");
    writeFileSync(join(folder, `${file}.d.ts`), redirected(source, types, stubs));
  }
  const shared = readFileSync(join(types, "shared.d.ts"), "utf8");
  writeFileSync(join(folder, "shared.d.ts"), closedEnums(shared));
  const events = readFileSync(join(types, "resources", "Events.d.ts"), "utf8");
  writeFileSync(join(folder, "Events.d.ts"), eventTypes(events));
  writeFileSync(join(folder, "Stubs.d.ts"), stubTypes(stubs));
  const roots = join(folder, "roots.ts");
  writeFileSync(roots, rootTypes());
  const tsconfig = join(folder, "tsconfig.json");
  const options = { target: "ES2022", module: "nodenext", strict: true, skipLibCheck: true };
  writeFileSync(tsconfig, JSON.stringify({ compilerOptions: options, files: ["roots.ts"] }));
  return createGenerator({
    path: roots,
    tsconfig,
    type: "*",
    expose: "all",
    topRef: true,
    skipTypeCheck: true,
    additionalProperties: false,
    encodeRefs: false,
    jsDoc: "none",
  }).createSchema("*");
}

/** Types of other resources come from the stubs; the package's own helpers from where they are. */
function redirected(source: string, types: string, stubs: Set<string>): string {
  return source.replace(
    /^import (.+) from '(.+)\.js';$/gm,
    (line: string, names: string, from: string) => {
      if (from === "../shared") return `import ${names} from './shared.js';`;
      if (from.startsWith("../")) return `import ${names} from '${join(types, from.slice(3))}.js';`;
      if (FILES.includes(from.slice(2))) return line;
      const listed = names
        .replace("* as ", "")
        .replaceAll(/[{}\s]/g, "")
        .split(",");
      for (const name of listed) stubs.add(name);
      return `import { ${listed.join(", ")} } from './Stubs.js';`;
    },
  );
}

/** The package widens every enumeration to any string; here the listed values count. */
function closedEnums(shared: string): string {
  return shared
    .replace(/export type OtherString = .+;/, "export type OtherString = never;")
    .replace(/^export \{ Decimal \}.+$/m, "");
}

function stubTypes(names: Set<string>): string {
  const stub = "{ object?: string; [member: string]: unknown }";
  return [...names]
    .map((name) =>
      name === "TestHelpers"
        ? `export declare namespace TestHelpers { interface TestClock ${stub} }`
        : `export interface ${name} ${stub}`,
    )
    .join("\n");
}

/** Events without the union of all their kinds, which names every resource there is. */
function eventTypes(events: string): string {
  const base = /^export interface EventBase \{[\s\S]*?^\}/m.exec(events)?.[0];
  const parts = /^export declare namespace Event \{[\s\S]*?^\}/m.exec(events)?.[0];
  if (base === undefined || parts === undefined) throw new Error("the events' types have moved");
  // Both are declared without members and hold any.
  const open = parts.replaceAll(
    /interface (Object|PreviousAttributes) \{/g,
    "interface $1 { [member: string]: unknown;",
  );
  return `${base}\n${open}\n`;
}

function rootTypes(): string {
  const fileOf = (type: string): string =>
    type === "EventBase" ? "Events" : `${type.replace("Deleted", "")}s`;
  const objects = Object.values(OBJECT_TYPES).map((type) => [fileOf(type), type] as const);
  return [...objects, ...PARAM_TYPES]
    .map(([file, type]) => {
      const line = `import type { ${type} } from "./${file}.js";`;
      return `${line}\nexport type Root${type} = ${type};`;
    })
    .join("\n");
}
