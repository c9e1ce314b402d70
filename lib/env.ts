import "server-only";
import { z } from "zod";

/** The one place that reads the environment. A wrong value stops the start with a sentence that says what to set. */
const url = z.url().transform((value) => value.replace(/\/+$/, ""));
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  APP_URL: optional(url).transform((value) => value ?? "http://localhost:3000"),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgresql://")),
  /** Folder of the embedded database's socket; `npm start` sets it. */
  EMBEDDED_DATABASE_SOCKET: optional(z.string()),
  /** Set while the sandbox is in use. */
  SANDBOX_URL: optional(url),
  SANDBOX_CONTROL_KEY: optional(z.string()),
  STRIPE_API_BASE: optional(url),
  CHECKOUT_COM_API_BASE: optional(url),
  KASSA_ENCRYPTION_KEY: z.string().refine((value) => Buffer.from(value, "base64").length === 32, {
    message: "must be 32 random bytes in base64: openssl rand -base64 32",
  }),
  /** Earlier keys, comma separated: what they encrypted stays readable while it is rewritten. */
  KASSA_ENCRYPTION_KEYS_PREVIOUS: optional(z.string()),
  KASSA_INSTALLATION_ID: z.string().min(8),
  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters"),
  API_TOKEN_SECRET: z.string().min(32, "must have at least 32 characters"),
  ALLOWED_ORIGINS: z
    .string()
    .default("")
    .transform((value) =>
      value
        .split(",")
        .map((origin) => origin.trim())
        .filter(Boolean),
    ),
  TRUSTED_PROXIES: z.string().default(""),
  /** Requests a minute that one address may send to the JSON:API; 0: as many as it likes. */
  API_RATE_LIMIT: z.coerce.number().int().min(0).max(10_000_000).default(60_000),
  PROVIDER_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
  /** Seconds between two sweeps over what is unsettled. */
  SWEEP_INTERVAL_MS: z.coerce.number().int().min(100).max(600_000).default(5_000),
  /** `off` where `npm run worker` does the jobs instead of the app. */
  JOBS: z.enum(["on", "off"]).default("on"),
  /** What a reader of `/metrics` must send as a Bearer token; without it there is no such page. */
  METRICS_TOKEN: optional(z.string().min(16, "must have at least 16 characters")),
  /** `off` behind a pooler that gives each transaction another session and knows no prepared statements. */
  DATABASE_PREPARED: z.enum(["on", "off"]).default("on"),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(200).default(10),
  STRIPE_SECRET_KEY: optional(
    z.string().regex(/^(sk|rk)_(test|live)_/, "must begin with sk_test_ or sk_live_"),
  ),
  STRIPE_PUBLISHABLE_KEY: optional(z.string().regex(/^pk_(test|live)_/)),
  STRIPE_WEBHOOK_SECRET: optional(z.string()),
  CHECKOUT_COM_SECRET_KEY: optional(z.string().regex(/^sk_/, "must begin with sk_")),
  CHECKOUT_COM_PUBLIC_KEY: optional(z.string().regex(/^pk_/, "must begin with pk_")),
  CHECKOUT_COM_SUBDOMAIN: optional(z.string()),
  CHECKOUT_COM_PROCESSING_CHANNEL_ID: optional(z.string().regex(/^pc_/, "must begin with pc_")),
  CHECKOUT_COM_WEBHOOK_SECRET: optional(z.string()),
  EXTERNAL_GATEWAY_AUTHORIZE_URL: optional(url),
  EXTERNAL_GATEWAY_CAPTURE_URL: optional(url),
  EXTERNAL_GATEWAY_VOID_URL: optional(url),
  EXTERNAL_GATEWAY_REFUND_URL: optional(url),
  /** The first merchant, made once where nobody may sign in yet. */
  KASSA_OWNER_EMAIL: optional(z.email()),
  KASSA_OWNER_PASSWORD: optional(z.string().min(12, "must have at least 12 characters")),
  EXTERNAL_GATEWAY_SHARED_SECRET: optional(z.string().min(16)),
});

export type Env = z.infer<typeof schema>;

/** Throws one sentence per wrong variable. */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map(
    (issue) =>
      `${issue.path.join(".")}: ${source[String(issue.path[0])] === undefined ? "is not set" : issue.message}`,
  );
  throw new Error(`The environment is not complete. ${sentences.join("; ")}.`);
}

// One reading a process, also when a bundler loads this file twice.
const shared = globalThis as typeof globalThis & { kassaEnv?: Env };

/** Read once, on first use: importing this file needs no environment. */
export function env(): Env {
  shared.kassaEnv ??= readEnv(process.env);
  return shared.kassaEnv;
}

/** A log is written before the whole environment is known to be right, so its level is read by itself. */
export const logLevel = (): string =>
  process.env.LOG_LEVEL ?? (process.env.NODE_ENV === "test" ? "silent" : "info");
