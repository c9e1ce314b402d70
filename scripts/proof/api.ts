// An API client of the cluster: what an integrator's server sends.
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import type { Cluster } from "./cluster";

const TURNS_MAX = 3;
const JSON_API = "application/vnd.api+json";

export type Answer = {
  status: number;
  body: unknown;
  ms: number;
  /** Seconds, where the answer says when to come again. */
  retryAfter: string | null;
};
export type Method = "GET" | "POST" | "PATCH";

/** Speaks to any node, over at most `connections` at once. `null`: no answer came. */
export class ApiClient {
  readonly #agent: Agent;
  readonly #cluster: Cluster;
  #token = "";

  constructor(cluster: Cluster, connections: number) {
    this.#cluster = cluster;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  async signIn(): Promise<void> {
    const answer = await fetch(`${this.#cluster.nodes[0]}/oauth/token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        grant_type: "client_credentials",
        ...this.#cluster.demo.integration,
      }),
    });
    const { access_token } = (await answer.json()) as { access_token: string };
    this.#token = access_token;
  }

  /** Never throws for what an answer may be. */
  send(
    node: number,
    method: Method,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer | null> {
    const text = body === undefined ? "" : JSON.stringify(body);
    const startedAt = performance.now();
    return new Promise((done) => {
      const sending = request(
        `${this.#cluster.nodes[node]}/api/${path}`,
        {
          method,
          agent: this.#agent,
          headers: {
            ...headers,
            accept: JSON_API,
            authorization: `Bearer ${this.#token}`,
            ...(text
              ? { "content-type": JSON_API, "content-length": Buffer.byteLength(text) }
              : {}),
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.once("error", () => done(null));
          answer.once("end", () => {
            const ms = performance.now() - startedAt;
            done({
              status: answer.statusCode ?? 0,
              body: parse(Buffer.concat(chunks)),
              ms,
              retryAfter: answer.headers["retry-after"] ?? null,
            });
          });
        },
      );
      sending.once("error", () => done(null));
      sending.end(text);
    });
  }

  /**
   * What must work: answers the document's `data`. Asked again where no answer came, which a key makes safe: a server may
   * close a connection in the moment that it is used again.
   */
  async must(node: number, method: Method, path: string, body?: object): Promise<Resource> {
    const headers = method === "POST" ? { "idempotency-key": randomUUID() } : {};
    let answer: Answer | null = null;
    for (let turn = 1; turn <= TURNS_MAX && answer === null; turn++) {
      answer = await this.send(node, method, path, body, headers);
    }
    if (answer === null || answer.status >= 300) {
      throw new Error(`${method} ${path}: ${answer?.status} ${JSON.stringify(answer?.body)}`);
    }
    return (answer.body as { data: Resource }).data;
  }

  close(): void {
    this.#agent.destroy();
  }
}

export type Resource = { id: string; type: string; attributes: Record<string, unknown> };

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null;
  }
}

export const documentOf = (type: string, attributes: object, orderId?: string) => ({
  data: {
    type,
    attributes,
    ...(orderId ? { relationships: { order: { data: { type: "orders", id: orderId } } } } : {}),
  },
});

export const patching = (orderId: string, attributes: object) => ({
  data: { type: "orders", id: orderId, attributes },
});
export const placing = (orderId: string) => patching(orderId, { _place: true });
