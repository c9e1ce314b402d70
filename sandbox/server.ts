/** The sandbox as one HTTP server on one origin. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { routes as checkoutComRoutes } from "./checkout-com/routes";
import { routes as controlRoutes } from "./control/routes";
import { applyFault } from "./core/apply-fault";
import { createBook } from "./core/book";
import { type Context, createClock } from "./core/context";
import { createFaults, type Fault } from "./core/faults";
import { matchRoute, type Route, type SandboxRequest, type SandboxResponse } from "./core/http";
import { createIds } from "./core/ids";
import { readRequest, writeResponse } from "./core/node-http";
import { notFound } from "./core/not-found";
import { callFaultOf, createPaymentFaults, type PaymentFault } from "./core/payment-faults";
import { openStore } from "./core/store";
import { createTasks } from "./core/tasks";
import { createWebhooks } from "./core/webhooks";
import { routes as externalRoutes } from "./external/routes";
import { routes as pageRoutes } from "./pages/routes";
import { routes as stripeRoutes } from "./stripe/routes";

export interface SandboxOptions {
  /** 0 takes a free one. */
  port: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Where the store's journal lives; null keeps everything in memory. */
  directory: string | null;
  /** What `/_control` asks for in the header `x-sandbox-key`. */
  controlKey: string;
  /** How browsers and apps reach this server, when it is not http://127.0.0.1:port. */
  publicUrl?: string;
  now?: () => number;
  random?: () => number;
}

export interface Sandbox {
  url: string;
  controlKey: string;
  close(): Promise<void>;
}

const healthz: Route[] = [
  {
    method: "GET",
    pattern: "/healthz",
    segments: ["healthz"],
    handler: () => ({ status: 200, body: { status: "ok" } }),
    options: null,
  },
];

/** Listens before it resolves; rejects with the server's own error, for instance EADDRINUSE. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const store = openStore(options.directory);
  const clock = createClock(store, options.now ?? Date.now);
  const ids = createIds(options.random ?? null);
  const faults = createFaults(store, ids);
  const paymentFaults = createPaymentFaults(store, options.now ?? Date.now);
  let publicUrl = options.publicUrl?.replace(/\/+$/, "") ?? "";
  const context: Context = {
    store,
    now: clock.now,
    random: options.random ?? Math.random,
    ids,
    get publicUrl() {
      return publicUrl;
    },
    webhooks: createWebhooks(store, faults, () => context),
    tasks: createTasks(store, () => context),
    faults,
    paymentFaults,
    book: createBook(store, ids, clock.now),
  };
  const routes = [
    ...healthz,
    ...controlRoutes({ controlKey: options.controlKey, clock }),
    ...pageRoutes,
    ...stripeRoutes,
    ...checkoutComRoutes,
    ...externalRoutes,
  ];
  const server = createServer((request, response) => {
    answer(routes, context, request, response).catch((error: unknown) => {
      console.error("sandbox:", error instanceof Error ? error.stack : error);
      if (!response.headersSent) writeResponse(response, { status: 500, body: null });
    });
  });
  // Longer than clients keep theirs, so that none reuses a connection in the moment it closes.
  server.keepAliveTimeout = 65_000;
  try {
    await listen(server, options.port, options.host ?? "127.0.0.1");
  } catch (error) {
    store.close();
    throw error;
  }
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  if (publicUrl === "") publicUrl = `http://127.0.0.1:${port}`;
  context.webhooks.wake();
  context.tasks.wake();
  return { url: publicUrl, controlKey: options.controlKey, close: () => close(server, context) };
}

async function answer(
  routes: Route[],
  context: Context,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const received = await readRequest(message);
  if (received === null) return writeResponse(response, { status: 413, body: null });
  const { method, path } = received;
  const match = matchRoute(routes, method, path);
  if (match.kind !== "found") return writeResponse(response, notFound(method, path, match));
  const { fault, paymentFault } = faultsFor(match.route, received, context);
  let waited = false;
  const request: SandboxRequest = {
    ...received,
    params: match.params,
    fault: fault?.kind === "decline" || fault?.kind === "wrong_amount" ? fault : null,
    paymentFault,
    wait: async () => {
      if (waited) return;
      waited = true;
      if (fault?.kind === "slow") await sleep(fault.delayMs ?? 3_000);
    },
  };
  const run = async (): Promise<SandboxResponse> => {
    const result = await match.route.handler(request, context);
    await request.wait();
    return result;
  };
  const outcome = await applyFault(fault, context.faults, run);
  // A request that hangs ends when its client gives up.
  if (outcome.kind === "hang") return;
  if (outcome.kind === "reset") message.socket.resetAndDestroy();
  else writeResponse(response, outcome.response);
}

interface Met {
  fault: Fault | null;
  paymentFault: PaymentFault | null;
}

/** A fault of this call goes before what its whole payment has met, and spares it. */
function faultsFor(
  route: Route,
  request: Pick<SandboxRequest, "path" | "query" | "rawBody" | "headers">,
  context: Context,
): Met {
  if (route.options === null) return { fault: null, paymentFault: null };
  const said = `${request.path}?${request.query}\n${request.rawBody.toString("utf8")}`;
  const fault =
    context.faults.list().length === 0
      ? null
      : context.faults.takeForRequest({ ...route.options, text: said + known(said, context) });
  if (fault !== null) return { fault, paymentFault: null };
  const { headers } = request;
  const key = headers["idempotency-key"] ?? headers["cko-idempotency-key"] ?? "";
  const met = context.paymentFaults.meet({ ...route.options, key, text: said });
  if (met === null) return { fault: null, paymentFault: null };
  return {
    fault: met.isFirst ? callFaultOf(met.fault, route.options.provider) : null,
    paymentFault: met.fault,
  };
}

/** What the book knows of the payments that a request names: a capture does not name its order. */
function known(said: string, { book }: Context): string {
  const ids = said.match(/\b(?:pi|ch|pay)_\w+/g) ?? [];
  const entries = ids.flatMap((id) => book.list({ reference: id }));
  return entries
    .flatMap(({ reference, metadata }) => [reference ?? "", ...Object.values(metadata)])
    .join("\n");
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}

function close(server: Server, context: Context): Promise<void> {
  context.webhooks.stop();
  context.tasks.stop();
  context.faults.release();
  return new Promise((resolve) => {
    server.close(() => {
      context.store.close();
      resolve();
    });
    server.closeAllConnections();
  });
}
