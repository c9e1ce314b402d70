/** The pages' style sheets, script and font, read once when they are first asked for. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type Route, route, type SandboxResponse } from "../core/http";

const TYPES: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

const FILES = ["base.css", "fields.css", "bank.css", "fields.js", "card-entry.js"] as const;
const FONT = "@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2";
const CACHED = "public, max-age=3600";

export const assetRoutes: Route[] = [
  ...FILES.map((name) => {
    let text: string | null = null;
    return route("GET", `/assets/${name}`, (): SandboxResponse => {
      text ??= readFileSync(fileURLToPath(new URL(`./assets/${name}`, import.meta.url)), "utf8");
      const type = TYPES[name.split(".").pop() ?? ""] ?? "text/plain";
      return {
        status: 200,
        headers: { "content-type": type, "cache-control": CACHED },
        body: text,
      };
    });
  }),
  route("GET", "/assets/instrument-sans.woff2", () => {
    const body = font();
    if (body === null) return { status: 404, body: null };
    const headers = { "content-type": "font/woff2", "cache-control": CACHED };
    return { status: 200, headers, body };
  }),
];

let bytes: Buffer | null | undefined;

/** Null where the package is not installed: the pages then use the fallback face. */
function font(): Buffer | null {
  if (bytes !== undefined) return bytes;
  try {
    bytes = readFileSync(createRequire(import.meta.url).resolve(FONT));
  } catch {
    bytes = null;
  }
  return bytes;
}
