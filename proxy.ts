import { type NextRequest, NextResponse } from "next/server";
import {
  contentSecurityPolicy,
  FIXED_HEADERS,
  referrerPolicy,
} from "./lib/actions/security-headers";
import { env } from "./lib/env";

const originOf = (url: string | undefined): string | null =>
  url === undefined ? null : new URL(url).origin;

/** Headers only: authorization stands where data is read and written, never here. */
export function proxy(request: NextRequest) {
  const { NODE_ENV, APP_URL, STRIPE_API_BASE, CHECKOUT_COM_API_BASE } = env();
  const path = request.nextUrl.pathname;
  const policy = contentSecurityPolicy({
    path,
    nonce: Buffer.from(crypto.randomUUID()).toString("base64"),
    isDevelopment: NODE_ENV === "development",
    gateways: {
      stripe: originOf(STRIPE_API_BASE),
      checkoutCom: originOf(CHECKOUT_COM_API_BASE),
    },
  });
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy); // Next reads the nonce from the request's copy.
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("referrer-policy", referrerPolicy(path));
  for (const [name, value] of Object.entries(FIXED_HEADERS)) response.headers.set(name, value);
  if (APP_URL.startsWith("https://")) {
    response.headers.set("strict-transport-security", "max-age=31536000");
  }
  return response;
}

export const config = {
  // Files need no policy of their own; everything else gets one.
  matcher: ["/((?!_next/static|_next/image|products/|icon.svg|favicon.ico).*)"],
};
