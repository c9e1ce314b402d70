/** Stands between the official SDK and a server, and keeps every answer as it was on the wire. */
import { createServer, type IncomingMessage } from "node:http";

export type Exchange = { method: string; path: string; status: number; body: string };

export interface Recorder {
  url: string;
  exchanges: Exchange[];
  close(): Promise<void>;
}

export type Spoil = (exchange: Exchange) => string;

const HOP_HEADERS = ["host", "connection", "content-length", "accept-encoding"];

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** `spoil` changes answers on the way, to see that a wrong one is caught. */
export async function startRecorder(target: string, spoil?: Spoil): Promise<Recorder> {
  const exchanges: Exchange[] = [];
  const server = createServer(async (request, response) => {
    try {
      const body = await bodyOf(request);
      const headers = Object.entries(request.headers).filter(
        ([name]) => !HOP_HEADERS.includes(name),
      );
      const { method = "GET", url: path = "/" } = request;
      const answer = await fetch(`${target}${path}`, {
        method,
        headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
        redirect: "manual",
        ...(body.length > 0 && { body: new Uint8Array(body) }),
      });
      const received: Exchange = { method, path, status: answer.status, body: await answer.text() };
      const exchange = { ...received, body: spoil?.(received) ?? received.body };
      exchanges.push(exchange);
      const type = answer.headers.get("content-type");
      response.writeHead(exchange.status, type === null ? {} : { "content-type": type });
      response.end(exchange.body);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
