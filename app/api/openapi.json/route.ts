import { openApiDocument } from "@/lib/jsonapi/openapi/document";

/** The same for everybody, and of this version: written once, when the app is built. */
export const dynamic = "force-static";

export const GET = (): Response => Response.json(openApiDocument());
