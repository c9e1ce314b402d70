/** What the browser may load and tell, decided in one place; `proxy.ts` sets it on every answer. */

export type GatewayOrigins = {
  /** Where Stripe's card fields come from when it is not Stripe's own script; null: Stripe itself. */
  stripe: string | null;
  checkoutCom: string | null;
};

const STRIPE = {
  frame: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
  connect: ["https://api.stripe.com"],
  image: ["https://*.stripe.com"],
};
const CHECKOUT_COM = {
  frame: ["https://*.checkout.com"],
  connect: ["https://*.checkout.com", "wss://*.checkout.com"],
  image: ["https://*.checkout.com"],
};

/** Sources for the pages that show card fields. Scripts need none: `strict-dynamic` trusts what a trusted one loads. */
function gatewaySources(origins: GatewayOrigins) {
  const standIns = [origins.stripe, origins.checkoutCom].filter((origin) => origin !== null);
  const real = [
    ...(origins.stripe === null ? [STRIPE] : []),
    ...(origins.checkoutCom === null ? [CHECKOUT_COM] : []),
  ];
  return {
    frame: [...new Set([...standIns, ...real.flatMap((gateway) => gateway.frame)])],
    connect: [...new Set([...standIns, ...real.flatMap((gateway) => gateway.connect)])],
    image: real.flatMap((gateway) => gateway.image),
  };
}

const isCheckout = (path: string) => path === "/checkout" || path.startsWith("/checkout/");

/** The content security policy of one answer. Gateways' origins are allowed in the checkout only. */
export function contentSecurityPolicy(input: {
  path: string;
  nonce: string;
  isDevelopment: boolean;
  gateways: GatewayOrigins;
}): string {
  const none = { frame: [], connect: [], image: [] };
  const sources = isCheckout(input.path) ? gatewaySources(input.gateways) : none;
  const development = input.isDevelopment;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${input.nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${input.nonce}'`}`,
    ["img-src 'self' blob: data:", ...sources.image].join(" "),
    ["connect-src 'self'", ...sources.connect].join(" "),
    sources.frame.length === 0 ? "frame-src 'none'" : `frame-src ${sources.frame.join(" ")}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * No other site learns the address of an order. Pages with forms say `same-origin`, not `no-referrer`: under the latter
 * a browser without JavaScript posts with `Origin: null`, which is refused as foreign.
 */
export function referrerPolicy(path: string): string {
  if (/^\/checkout\/[^/]+\/bank$/.test(path)) return "no-referrer";
  if (path.startsWith("/checkout_com/") || path.startsWith("/thankyou")) return "no-referrer";
  return isCheckout(path) ? "same-origin" : "strict-origin-when-cross-origin";
}

export const FIXED_HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
} as const;
