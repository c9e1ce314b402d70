// The variables that `npm start` itself obeys. The app's own are checked by lib/env.ts.
import { randomBytes, randomUUID } from "node:crypto";
import { join, resolve } from "node:path";

/** A sentence for the person at the terminal; the start ends with it and with exit code 1. */
export class Complaint extends Error {}

/** With one of these set, payments go to the real providers; with SANDBOX=on they are not passed on. */
export const REAL_KEYS = ["STRIPE_SECRET_KEY", "CHECKOUT_COM_SECRET_KEY"];
const REAL_VARIABLES =
  /^(STRIPE_(SECRET_KEY|PUBLISHABLE_KEY|WEBHOOK_SECRET)|CHECKOUT_COM_(?!API_BASE).*|EXTERNAL_GATEWAY_.*)$/;

/** Made once per DATA_DIR where the environment does not give them. */
export const SECRETS = {
  KASSA_ENCRYPTION_KEY: () => randomBytes(32).toString("base64"),
  NEXTAUTH_SECRET: () => randomBytes(32).toString("base64url"),
  API_TOKEN_SECRET: () => randomBytes(32).toString("base64url"),
  SANDBOX_CONTROL_KEY: () => `sbk_${randomBytes(24).toString("base64url")}`,
  KASSA_INSTALLATION_ID: () => randomUUID(),
};

function readPort(env, name, fallback) {
  const text = env[name] || String(fallback);
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Complaint(
    `${name} must be a port number from 1 to 65535, such as ${name}=${fallback}; it is "${text}".`,
  );
}

function readDatabaseUrl(env) {
  const text = env.DATABASE_URL;
  if (!text) return null;
  const example = "postgresql://user:password@localhost:5432/kassa";
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new Complaint(
    `DATABASE_URL must be the address of a PostgreSQL database, such as ${example}; leave it out for the embedded one.`,
  );
}

function readSandbox(env) {
  const word = env.SANDBOX || "";
  if (word === "on" || word === "off") return word === "on";
  if (word !== "") throw new Complaint(`SANDBOX must be "on" or "off"; it is "${word}".`);
  return !REAL_KEYS.some((name) => env[name]);
}

function readAppUrl(env, port) {
  const text = env.APP_URL || `http://localhost:${port}`;
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text.replace(/\/+$/, "");
  throw new Complaint(
    `APP_URL must be the address that shoppers use, such as https://pay.example.com; it is "${text}".`,
  );
}

function isLiveKey([name, value]) {
  if (!value) return false;
  if (name === "STRIPE_SECRET_KEY") return /^(sk|rk)_live_/.test(value);
  return name === "CHECKOUT_COM_SECRET_KEY" && !/^sk_(sbox|test)_/.test(value);
}

/** Real money wants secrets that somebody keeps, not ones that lie beside the data. */
function requireSecrets(env) {
  if (!Object.entries(env).some(isLiveKey)) return;
  const missing = ["KASSA_ENCRYPTION_KEY", "NEXTAUTH_SECRET", "API_TOKEN_SECRET"].filter(
    (name) => !env[name],
  );
  if (missing.length === 0) return;
  throw new Complaint(
    `With live keys the secrets must be set in the environment: set ${missing.join(" and ")} (make one with: openssl rand -base64 32).`,
  );
}

/**
 * What the environment asks for. Throws a `Complaint` that names the variable and what to set.
 * `dataDirectory` and `distDirectory` are absolute.
 */
export function readSettings(env, root) {
  const port = readPort(env, "PORT", 3000);
  const sandboxPort = readPort(env, "SANDBOX_PORT", 3001);
  const sandbox = readSandbox(env);
  if (sandbox && port === sandboxPort) {
    throw new Complaint(
      `PORT and SANDBOX_PORT are both ${port}. Choose two: PORT=${port} SANDBOX_PORT=${port === 65_535 ? port - 1 : port + 1} npm start`,
    );
  }
  if (env.HOST && !/^[\w.:-]+$/.test(env.HOST)) {
    throw new Complaint(
      `HOST must be an address to listen on, such as 0.0.0.0; it is "${env.HOST}".`,
    );
  }
  if (!sandbox) requireSecrets(env);
  return {
    port,
    sandboxPort,
    sandbox,
    host: env.HOST || null,
    dataDirectory: resolve(root, env.DATA_DIR || ".data"),
    distDirectory: join(root, env.NEXT_DIST_DIR || ".next"),
    databaseUrl: readDatabaseUrl(env),
    appUrl: readAppUrl(env, port),
    sandboxUrl: env.SANDBOX_URL || `http://127.0.0.1:${sandboxPort}`,
  };
}

const withLoopback = (list) =>
  [...new Set([...(list ?? "").split(",").filter(Boolean), "localhost", "127.0.0.1"])].join(",");

/** What every child is given. What the person set wins over what was generated. */
export function childEnvironment(env, settings, secrets) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  // Play money must never reach a real account: empty, so that no .env file puts them back.
  const silenced = settings.sandbox
    ? Object.fromEntries(
        [...Object.keys(env), ...REAL_KEYS]
          .filter((name) => REAL_VARIABLES.test(name))
          .map((name) => [name, ""]),
      )
    : {};
  const providers = settings.sandbox
    ? {
        SANDBOX_URL: settings.sandboxUrl,
        STRIPE_API_BASE: settings.sandboxUrl,
        CHECKOUT_COM_API_BASE: settings.sandboxUrl,
      }
    : { SANDBOX_URL: "" };
  return {
    ...secrets,
    ...given,
    ...silenced,
    ...providers,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    KASSA_PARENT: "1",
    PORT: String(settings.port),
    SANDBOX_PORT: String(settings.sandboxPort),
    DATA_DIR: settings.dataDirectory,
    APP_URL: settings.appUrl,
    NEXTAUTH_URL: env.NEXTAUTH_URL || settings.appUrl,
    NO_PROXY: withLoopback(env.NO_PROXY ?? env.no_proxy),
    no_proxy: withLoopback(env.no_proxy ?? env.NO_PROXY),
  };
}
