import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { PEER_HEADER } from "./client-address";

let marked = false;

/**
 * Writes the other end of each connection into a header, over whatever the client sent under that
 * name, before the framework sees the request: it hands handlers no socket, and fills
 * X-Forwarded-For only where the client left it out. Safe to call twice.
 */
export function markPeerAddresses(): void {
  if (marked) return;
  marked = true;
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    const { request } = message;
    if (!(request instanceof IncomingMessage)) return;
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
  });
}
