import { openApiDocument } from "@/lib/jsonapi/openapi/document";

/** The same for everybody, and of this version: written once, when the app is built. */
export const dynamic = "force-static";

/** For a few minutes only: what a cache keeps longer would outlive the next version. */
const HEADERS = { "cache-control": "public, max-age=300" };

export const GET = (): Response => Response.json(openApiDocument(), { headers: HEADERS });
