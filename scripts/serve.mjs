// The app's process: Next behind servers of its own on loopback, in both of its families.
import { once } from "node:events";
import { createServer } from "node:http";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import next from "next";

const STOP_MS = 5_000;
/** More than a receiver may take, less than the supervisor waits. */
const JOBS_STOP_MS = 7_000;
const dir = dirname(dirname(fileURLToPath(import.meta.url)));
const port = Number(process.env.PORT);
const hosts = process.env.HOST ? [process.env.HOST] : ["127.0.0.1", "::1"];

/** Resolves once the supervisor has said `word`. */
function waitForWord(word) {
  return new Promise((done) => {
    process.on("message", (message) => {
      if (message.word === word) done();
    });
  });
}
const mayListen = waitForWord("listen");

// The jobs ask the database: the supervisor says when they may, after the first answers.
globalThis.kassaMayWork = waitForWord("work");

// The supervisor starts this early: what takes long to load is loaded while the database opens.
const app = next({ dev: false, dir, hostname: process.env.HOST || "localhost", port });
await app.prepare();
const handle = app.getRequestHandler();
warmUp().catch(() => {}); // Without it the first answer takes longer, no more.
await mayListen;

/** One request on a port that nobody knows: what the first answer needs is loaded while the database opens. */
async function warmUp() {
  const server = createServer(handle);
  await once(server.listen(0, "127.0.0.1"), "listening");
  await fetch(`http://127.0.0.1:${server.address().port}/readyz`);
  server.close();
  server.closeAllConnections();
}

/** Connections on which nothing was asked yet: browsers open some in advance, and closing a server waits for them. */
const silent = new Set();

function listen(host) {
  // Longer than the usual proxy keeps its side open: else it meets a connection that has just been closed.
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    silent.delete(request.socket);
    // Next hands no socket to the app: the other end of the connection goes as a header that no client can set.
    request.headers["x-kassa-peer-address"] = request.socket.remoteAddress ?? "";
    void handle(request, response);
  });
  server.on("connection", (socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  return new Promise((done, fail) => {
    // A machine without IPv6 has no ::1; the other address is enough there.
    const isOptional = hosts.length > 1 && host === "::1";
    server.once("error", (error) =>
      isOptional && error.code !== "EADDRINUSE" ? done(null) : fail(error),
    );
    server.listen({ host, port }, () => done(server));
  });
}

let servers;
try {
  servers = (await Promise.all(hosts.map(listen))).filter((server) => server !== null);
} catch (error) {
  console.error(
    error.code === "EADDRINUSE"
      ? `Port ${port} is in use. Stop what runs there, or choose another: PORT=${port + 100} npm start`
      : `The app cannot listen on ${hosts.join(", ")}: ${error.message}`,
  );
  process.exit(1);
}

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  // Live pages keep their connection open for ever: after a while those are cut.
  setTimeout(() => {
    for (const server of servers) server.closeAllConnections();
  }, STOP_MS).unref();
  // What the jobs have in hand is finished: what they have sent is then also written down.
  const jobsEnd = Promise.race([
    globalThis.kassaJobs,
    new Promise((done) => setTimeout(done, JOBS_STOP_MS)),
  ]);
  const closed = servers.map((server) => new Promise((done) => server.close(done)));
  for (const socket of silent) socket.destroy();
  await Promise.all([jobsEnd, ...closed]);
  await app.close();
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void stop());
process.send?.({ ready: true });
