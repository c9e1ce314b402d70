import "server-only";
import { isKnownOrigin, preflightAnswer, shareWith } from "../actions/cors";
import { prisma } from "../db/client";
import { env } from "../env";

/** A list of a merchant's own web pages: what is changed there counts within this time. */
const REMEMBERED_MS = 30_000;
type Remembered = { atMs: number; origins: Promise<ReadonlySet<string>> };
const shared = globalThis as typeof globalThis & { kassaClientOrigins?: Remembered };

async function findClientOrigins(): Promise<ReadonlySet<string>> {
  const clients = await prisma().apiClient.findMany({
    where: { disabledAt: null },
    select: { allowedOrigins: true },
  });
  return new Set(clients.flatMap(({ allowedOrigins }) => allowedOrigins));
}

function clientOrigins(): Promise<ReadonlySet<string>> {
  const known = shared.kassaClientOrigins;
  const now = performance.now();
  if (known && now - known.atMs < REMEMBERED_MS) return known.origins;
  const read: Remembered = { atMs: now, origins: findClientOrigins() };
  shared.kassaClientOrigins = read;
  read.origins.catch(() => {
    if (shared.kassaClientOrigins === read) delete shared.kassaClientOrigins;
  });
  return read.origins;
}

/**
 * The origin that may read the answer: the shop's, one of ALLOWED_ORIGINS, or of any API client's list (a preflight names no
 * client). Null: none was named, or it may not. Requests that no page of another origin sent ask nothing of the database.
 */
async function readableBy(request: Request): Promise<string | null> {
  const origin = request.headers.get("origin");
  if (origin === null) return null;
  const { APP_URL, ALLOWED_ORIGINS, SANDBOX_URL } = env();
  const known = { appUrl: APP_URL, allowed: ALLOWED_ORIGINS, isTest: SANDBOX_URL !== undefined };
  if (isKnownOrigin(origin, known)) return origin;
  try {
    return (await clientOrigins()).has(origin) ? origin : null;
  } catch {
    return null; // Without a database nobody is at home; the answer itself says what is wrong.
  }
}

/** The answer, for its own origin and those that may read it. */
export async function sharedWithOrigins(request: Request, answer: Response): Promise<Response> {
  shareWith(answer.headers, await readableBy(request));
  return answer;
}

/** `OPTIONS`, which a browser sends first. */
export const answerPreflight = async (
  request: Request,
  methods: readonly string[],
): Promise<Response> => preflightAnswer(await readableBy(request), methods);
