// The demo shop with its sandbox and a database of its own, spoken to through the API's own route
// handlers.
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openTestDatabase, preparedShop } from "../../scripts/test-database";
import { enterShop, openSandbox, SHOP_URL } from "../shop/enter-shop";

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
/** Tests read whatever member they mean, of whatever document: as `Response.json()` gives it. */
type Body = Awaited<ReturnType<Response["json"]>>;
export type Answer = { status: number; headers: Headers; body: Body };
export type CallOptions = {
  token?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
};

export type ApiShop = Awaited<ReturnType<typeof openApiShop>>;

/** The demo shop, as it is on its second start. Environment and database client are the process's own, so one shop a test file. */
export async function openApiShop() {
  const prepared = preparedShop();
  const database = await openTestDatabase(prepared ? "shop" : "empty");
  const dataDirectory = mkdtempSync(join(tmpdir(), "kassa-api-"));
  if (prepared) copyFileSync(prepared, join(dataDirectory, "demo.json"));
  const sandbox = await openSandbox();
  enterShop(database.address, { sandboxUrl: sandbox.url, dataDirectory });
  const { seed } = await import("@/lib/db/seed");
  const demo = await seed();
  if (demo === null) throw new Error("The demo shop was not seeded.");
  const api = await import("@/app/api/[type]/[[...path]]/route");
  const oauth = await import("@/app/oauth/token/route");

  const tokenOf = async (fields: Record<string, string>): Promise<string> => {
    const body = JSON.stringify({ grant_type: "client_credentials", ...fields });
    const headers = { "content-type": "application/json" };
    const request = new Request(`${SHOP_URL}/oauth/token`, { method: "POST", headers, body });
    const answer = await oauth.POST(request);
    return (await answer.json()).access_token;
  };
  const integration = await tokenOf(demo.integration);
  const salesChannel = await tokenOf(demo.salesChannel);

  /**
   * One request to the API; a body is sent as JSON:API, a text as it is. `token` null sends none.
   */
  const call = async (method: Method, path: string, options: CallOptions = {}): Promise<Answer> => {
    const { token = integration, body, headers } = options;
    const sent = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
    const url = new URL(`/api/${path}`, SHOP_URL);
    const request = new Request(url, {
      method,
      headers: {
        accept: "application/vnd.api+json",
        ...(sent === undefined ? {} : { "content-type": "application/vnd.api+json" }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const [type = "", ...rest] = url.pathname.split("/").slice(2).map(decodeURIComponent);
    const answer = await api[method](request, { params: Promise.resolve({ type, path: rest }) });
    const read = answer.status === 204 ? null : await answer.json();
    return { status: answer.status, headers: answer.headers, body: read };
  };

  const close = async () => {
    await sandbox.close();
    const { prisma } = await import("@/lib/db/client");
    await prisma().$disconnect();
    await database.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  };
  return {
    call,
    tokenOf,
    integration,
    salesChannel,
    demo,
    sandbox,
    database,
    appUrl: SHOP_URL,
    close,
  };
}

/** The texts of all SQL statements that `act` sends, whoever sends them. */
export async function statementsOf(act: () => Promise<unknown>): Promise<string[]> {
  const texts: string[] = [];
  const original = pg.Client.prototype.query;
  const counting = function (this: pg.Client, ...given: unknown[]) {
    const [first] = given;
    const isObject = typeof first === "object" && first !== null && "text" in first;
    const text = String(isObject ? first.text : first);
    // The list of revoked tokens is a node's, every other second, whatever is asked meanwhile.
    if (!text.includes('"revocations"')) texts.push(text);
    return Reflect.apply(original, this, given);
  };
  Object.assign(pg.Client.prototype, { query: counting });
  try {
    await act();
  } finally {
    Object.assign(pg.Client.prototype, { query: original });
  }
  return texts;
}
