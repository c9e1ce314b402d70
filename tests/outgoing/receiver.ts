// A merchant's system: a real HTTP server on loopback that keeps what it is sent and answers as it is told.
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { body: string; headers: IncomingHttpHeaders };
/** A status, "silent": it never answers, or a status after a while. */
export type Reply = number | "silent" | { status: number; afterMs: number };

export async function openReceiver() {
  const received: Received[] = [];
  const replies: Reply[] = [];
  let usual: Reply = 200;
  let text = "ok";
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ body: Buffer.concat(chunks).toString("utf8"), headers: request.headers });
    const reply = replies.shift() ?? usual;
    if (reply === "silent") return;
    const { status, afterMs } = typeof reply === "number" ? { status: reply, afterMs: 0 } : reply;
    await new Promise((done) => setTimeout(done, afterMs));
    response.writeHead(status, status === 302 ? { location: "http://127.0.0.1:1/" } : {}).end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`,
    received,
    /** The next answers, in order; after them the usual one again. */
    next: (...given: Reply[]) => void replies.push(...given),
    answer: (reply: Reply) => {
      usual = reply;
    },
    /** What it says from now on. */
    reply: (said: string) => {
      text = said;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
export type Receiver = Awaited<ReturnType<typeof openReceiver>>;
