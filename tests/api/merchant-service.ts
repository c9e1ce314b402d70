// A merchant's own service that is shown orders: what it was asked, and what it answers.
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { isJsonObject, type JsonObject } from "@/lib/json";

type Reply = { status: number; body: unknown } | "hang";
export const YES: Reply = { status: 200, body: { success: true } };

/** Listens on this machine until it is closed. */
export async function openMerchantService() {
  const service = {
    url: "",
    /** What it checks signatures with. */
    secret: "",
    reply: YES as Reply,
    /** What happens while the question is open. */
    meanwhile: async (): Promise<unknown> => undefined,
    asked: [] as { body: JsonObject; isSigned: boolean }[],
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const signature = createHmac("sha256", service.secret).update(text).digest("base64");
    const body: unknown = JSON.parse(text);
    if (!isJsonObject(body)) throw new Error("No document was sent.");
    const isSigned = request.headers["x-commercelayer-signature"] === signature;
    service.asked.push({ body, isSigned });
    await service.meanwhile();
    const { reply } = service;
    if (reply === "hang") return;
    response.writeHead(reply.status, { "content-type": "application/json" });
    response.end(JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/vet`;
  return service;
}
