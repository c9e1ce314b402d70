import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { PEER_HEADER } from "./client-address";
import { markPeerAddresses } from "./peer-address";

it("tells handlers the other end of the connection, whatever the client claims", async () => {
  markPeerAddresses();
  const server = createServer((request, response) => {
    response.end(JSON.stringify(request.headers[PEER_HEADER] ?? null));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const ask = async (headers: Record<string, string>) =>
    (await fetch(`http://127.0.0.1:${port}/`, { headers })).json();
  expect(await ask({})).toBe("127.0.0.1");
  expect(await ask({ [PEER_HEADER]: "203.0.113.9" })).toBe("127.0.0.1");
  server.close();
});
