/** Between Node's http and the sandbox's own request and answer. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { SandboxRequest, SandboxResponse } from "./http";

const BODY_MAX_BYTES = 1024 * 1024;

export type ReceivedRequest = Omit<SandboxRequest, "params" | "fault" | "paymentFault" | "wait">;

/** Null when the body is larger than 1 MiB. */
export async function readRequest(message: IncomingMessage): Promise<ReceivedRequest | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > BODY_MAX_BYTES) return null;
    chunks.push(bytes);
  }
  const target = message.url ?? "/";
  const mark = target.indexOf("?");
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return {
    method: message.method ?? "GET",
    path: mark === -1 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark === -1 ? "" : target.slice(mark + 1)),
    headers,
    rawBody: Buffer.concat(chunks),
  };
}

export function writeResponse(response: ServerResponse, answer: SandboxResponse): void {
  const headers: Record<string, string> = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...answer.headers,
  };
  let body: string | Buffer = "";
  if (typeof answer.body === "string" || answer.body instanceof Buffer) {
    body = answer.body;
  } else if (answer.body !== null) {
    body = JSON.stringify(answer.body);
    headers["content-type"] ??= "application/json";
  }
  headers["content-length"] = String(Buffer.byteLength(body));
  response.writeHead(answer.status, headers);
  response.end(body);
}
