/** The card fields' frame, for both card providers, on the sandbox's own origin. */
import { checkoutComCredential, stripeCredential } from "../core/accounts";
import { type Handler, type Route, route } from "../core/http";
import { escapeHtml, htmlPage, ICONS, icon } from "./html";
import { type FieldWords, wordsFor } from "./words";

const PROVIDERS = { stripe: "Stripe", checkout_com: "Checkout.com" } as const;
type Provider = keyof typeof PROVIDERS;

/** A frame shows itself to pages on loopback only: the sandbox is for development. */
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

interface FrameOptions {
  provider: Provider;
  key: string;
  origin: string;
  nonce: string;
  theme: "light" | "dark" | null;
  words: FieldWords;
}

const show: Handler = ({ query }) => {
  const options = optionsOf(query);
  if (typeof options === "string") {
    return { status: 400, headers: { "content-type": "text/plain; charset=utf-8" }, body: options };
  }
  return {
    status: 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        `frame-ancestors ${options.origin}`,
      ].join("; "),
      "referrer-policy": "no-referrer",
      "permissions-policy": "camera=(), microphone=(), geolocation=()",
    },
    body: frame(options),
  };
};

export const fieldsRoutes: Route[] = [route("GET", "/fields", show)];

/** The options, or a sentence that says which one is wrong. */
function optionsOf(query: URLSearchParams): FrameOptions | string {
  const provider = query.get("provider");
  if (provider !== "stripe" && provider !== "checkout_com") {
    return "provider must be stripe or checkout_com.";
  }
  const key = query.get("key") ?? "";
  const credential = provider === "stripe" ? stripeCredential(key) : checkoutComCredential(key);
  if (credential?.kind !== "publishable") return "key must be a publishable test key.";
  const origin = query.get("origin") ?? "";
  if (!LOOPBACK.test(origin)) return "origin must be an http origin on loopback.";
  const nonce = query.get("nonce") ?? "";
  if (!/^[\w-]{8,128}$/.test(nonce)) return "nonce must be 8 to 128 letters, digits, _ or -.";
  const theme = query.get("theme");
  return {
    provider,
    key,
    origin,
    nonce,
    theme: theme === "light" || theme === "dark" ? theme : null,
    words: wordsFor(query.get("locale") ?? "en"),
  };
}

function frame({ provider, key, origin, nonce, theme, words }: FrameOptions): string {
  const settings = { provider, key, origin, nonce, messages: words.messages };
  const group = words.group.replace("{provider}", PROVIDERS[provider]);
  const body = `<form id="card" novalidate data-settings="${escapeHtml(JSON.stringify(settings))}"><div class="fields" role="group" aria-label="${escapeHtml(group)}">
${field({ name: "number", label: words.number, autocomplete: "cc-number", placeholder: "1234 1234 1234 1234", wide: true, words })}
${field({ name: "expiry", label: words.expiry, autocomplete: "cc-exp", placeholder: words.expiryExample, wide: false, words })}
${field({ name: "code", label: words.code, autocomplete: "cc-csc", placeholder: words.codeExample, wide: false, words })}
</div></form>
<noscript><p>${escapeHtml(words.noScript)}</p></noscript>`;
  return htmlPage({
    title: group,
    lang: words.lang,
    dir: words.dir,
    theme,
    styles: ["base.css", "fields.css"],
    head: '<script type="module" src="/assets/fields.js"></script>',
    body,
  });
}

interface FieldOptions {
  name: string;
  label: string;
  autocomplete: string;
  placeholder: string;
  wide: boolean;
  words: FieldWords;
}

function field({ name, label, autocomplete, placeholder, wide, words }: FieldOptions): string {
  const input = `<input class="input" id="${name}" name="${name}" type="text" dir="ltr" inputmode="numeric" autocomplete="${autocomplete}" placeholder="${escapeHtml(placeholder)}" spellcheck="false" required />`;
  const control = wide ? `<div class="withicon">${input}${icon(ICONS.card)}</div>` : input;
  return `<div class="field${wide ? " field--wide" : ""}"><label for="${name}">${escapeHtml(label)}</label>
<p class="field__error" id="${name}-error" hidden>${icon(ICONS.alert)}<span><span class="vh">${escapeHtml(words.errorPrefix)} </span><span data-text></span></span></p>
${control}</div>`;
}
