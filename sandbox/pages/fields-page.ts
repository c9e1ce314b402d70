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
  const body = `<form id="card" novalidate data-settings="${escapeHtml(JSON.stringify(settings))}">
<div class="fields" role="group" aria-label="${escapeHtml(group)}">
${fieldsOf(words)
  .map((options) => field(options, words.errorPrefix))
  .join("\n")}
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
  example: string;
  wide: boolean;
}

function fieldsOf(words: FieldWords): FieldOptions[] {
  return [
    {
      name: "number",
      label: words.number,
      autocomplete: "cc-number",
      example: "1234 1234 1234 1234",
      wide: true,
    },
    {
      name: "expiry",
      label: words.expiry,
      autocomplete: "cc-exp",
      example: words.expiryExample,
      wide: false,
    },
    {
      name: "code",
      label: words.code,
      autocomplete: "cc-csc",
      example: words.codeExample,
      wide: false,
    },
  ];
}

function field({ name, label, autocomplete, example, wide }: FieldOptions, prefix: string): string {
  const attributes = [
    `class="input" id="${name}" name="${name}" type="text" dir="ltr" inputmode="numeric"`,
    `autocomplete="${autocomplete}" placeholder="${escapeHtml(example)}"`,
    'spellcheck="false" required',
  ].join(" ");
  const input = `<input ${attributes} />`;
  const control = wide ? `<div class="withicon">${input}${icon(ICONS.card)}</div>` : input;
  const error = `<span class="vh">${escapeHtml(prefix)} </span><span data-text></span>`;
  return `<div class="field${wide ? " field--wide" : ""}">
<label for="${name}">${escapeHtml(label)}</label>
<p class="field__error" id="${name}-error" hidden>${icon(ICONS.alert)}<span>${error}</span></p>
${control}</div>`;
}
