import type { NextRequest } from "next/server";
import nextAuth from "next-auth";
import { authOptions } from "@/lib/auth/auth-options";

/** next-auth 4's own endpoints (session, csrf, sign-out, callback): for tools that expect them. */
async function handle(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  return nextAuth(request, context, authOptions());
}

export { handle as GET, handle as POST };
