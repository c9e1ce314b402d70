import { isDatabaseReady } from "@/lib/db/readiness";

export const dynamic = "force-dynamic";

/** The process can do its work: the database answers. */
export async function GET(): Promise<Response> {
  const isReady = await isDatabaseReady();
  return new Response(isReady ? "ready\n" : "The database does not answer.\n", {
    status: isReady ? 200 : 503,
    headers: { "cache-control": "no-store", ...(isReady ? {} : { "retry-after": "1" }) },
  });
}
