import { connect, createServer } from "node:net";
import { Complaint } from "./settings.mjs";

const CONNECT_TIMEOUT_MS = 1_000;

/** True where somebody answers: a wildcard listener does not stop us from binding on every system. */
function answers(host, port) {
  return new Promise((done) => {
    const socket = connect({ host, port, timeout: CONNECT_TIMEOUT_MS });
    const end = (result) => {
      socket.destroy();
      done(result);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}

/** The code of the error that listening meets, or null where it works (or the address does not exist here). */
function listenError(host, port) {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", (error) => done(error.code === "EADDRNOTAVAIL" ? null : error.code));
    server.listen({ host, port }, () => server.close(() => done(null)));
  });
}

/** Throws a `Complaint` where `port` cannot be had. `name` is the variable that would choose another. */
export async function requireFreePort({ name, port, hosts }) {
  const other = `${name}=${port + 100 <= 65_535 ? port + 100 : port - 100} npm start`;
  for (const host of hosts) {
    const code = await listenError(host, port);
    if (code === "EACCES") {
      throw new Complaint(`Port ${port} needs more rights than you have. Choose another: ${other}`);
    }
    if (code === "EADDRINUSE" || (await answers(host, port))) {
      throw new Complaint(
        `Port ${port} is in use. Stop what runs there, or choose another: ${other}`,
      );
    }
  }
}

/** A port that nothing uses now. */
export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen({ host: "127.0.0.1", port: 0 }, () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
