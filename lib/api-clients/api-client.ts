import type { ApiClientKind, ApiMode } from "../auth/access-token";

/** A program that speaks to the API, as merchants set it up. Its secret is shown once, and only its hash is kept. */
export type ApiClientView = {
  id: string;
  name: string;
  kind: ApiClientKind;
  clientId: string;
  scope: string;
  mode: ApiMode;
  allowedOrigins: readonly string[];
  isDisabled: boolean;
  createdAt: Date;
};

export type ApiClientGiven = {
  name: string;
  kind: ApiClientKind;
  mode: ApiMode;
  /** `market:all`, or markets by their numbers: `market:1 market:2`. */
  scope: string;
  allowedOrigins: readonly string[];
};

export const ORIGINS_MAX = 20;
export const NAME_LENGTH_MAX = 80;

/** One a line; what is not an address of a site is named. */
export function readOrigins(text: string): { origins: string[]; wrong: string | null } {
  const lines = text
    .split(/[\s,]+/)
    .map((line) => line.trim())
    .filter(Boolean);
  const wrong = lines.find((line) => !isOrigin(line)) ?? null;
  return { origins: [...new Set(lines.map((line) => line.replace(/\/$/, "")))], wrong };
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  const isLocal = hostname === "localhost" || hostname === "127.0.0.1";
  if (protocol !== "https:" && !(protocol === "http:" && isLocal)) return false;
  return text.replace(/\/$/, "") === origin;
}
