/** The 3DS page: a pretend bank whose three buttons are plain form posts. */
import {
  type Challenge,
  type ChallengeOutcome,
  completeChallenge,
  findChallenge,
} from "../core/challenges";
import type { Context } from "../core/context";
import { type Handler, type Route, route, type SandboxResponse } from "../core/http";
import type { WebhookTiming } from "../core/webhooks";
import { escapeHtml, htmlPage, ICONS, icon } from "./html";
import { formatMinor } from "./money";

const OUTCOMES: readonly ChallengeOutcome[] = ["complete", "fail", "cancel"];
const TIMINGS: readonly [WebhookTiming, string][] = [
  ["before", "Before you go back"],
  ["after", "After 10 s"],
  ["never", "Never"],
  ["twice", "Twice"],
];
/** How long "before you go back" waits for a receiver that does not answer. */
const WEBHOOK_WAIT_MS = 3_000;

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  // No form-action: the answer to the form redirects to the shop, which that rule would stop.
  "content-security-policy":
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; base-uri 'none'",
  "referrer-policy": "no-referrer",
};

/** What the operator has set the cardholder to do; null asks whoever looks at the page. */
const SET_OUTCOMES = { as_card: null, passes: "complete", fails: "fail", leaves: "leave" } as const;

const show: Handler = (request, context) => {
  const challenge = findChallenge(context, request.params.id ?? "");
  const fault = challenge === null ? null : context.paymentFaults.of(challenge.paymentId);
  const set = SET_OUTCOMES[fault?.threeDs ?? "as_card"];
  if (challenge?.state !== "open" || set === null) return page(challenge, context);
  if (set === "leave") return left();
  return answerWith(context, challenge.id, set, "before");
};

const answer: Handler = (request, context) => {
  const form = new URLSearchParams(request.rawBody.toString("utf8"));
  const id = request.params.id ?? "";
  const outcome = OUTCOMES.find((name) => name === form.get("outcome"));
  if (outcome === undefined) return page(findChallenge(context, id), context);
  const timing = TIMINGS.find(([name]) => name === form.get("webhook"))?.[0] ?? "before";
  return answerWith(context, id, outcome, timing);
};

async function answerWith(
  context: Context,
  id: string,
  outcome: ChallengeOutcome,
  timing: WebhookTiming,
): Promise<SandboxResponse> {
  const { result, ids } = context.webhooks.withTiming(timing, () =>
    completeChallenge(context, id, outcome),
  );
  if (result === null) return page(findChallenge(context, id), context);
  if (timing === "before") await context.webhooks.settled(ids, WEBHOOK_WAIT_MS);
  return { status: 303, headers: { location: result.redirectTo }, body: null };
}

/** The cardholder closes the page here: nothing is answered, and nobody is sent back. */
function left(): SandboxResponse {
  const text = [
    "This was set in the sandbox panel. The card check waits for an answer and ends by itself",
    "after 15 minutes. Open the shop’s checkout again to see what the shopper finds there.",
  ].join(" ");
  const body = message("The shopper leaves this page", text, null);
  return { status: 200, headers: HEADERS, body: document("Left – Test Bank", body) };
}

export const challengeRoutes: Route[] = [
  route("GET", "/3ds/:id", show),
  route("POST", "/3ds/:id", answer),
];

function page(challenge: Challenge | null, context: Context): SandboxResponse {
  if (challenge === null) {
    const body = message("There is no such card check", "Go back to the shop and pay again.", null);
    return { status: 404, headers: HEADERS, body: document("Not found – Test Bank", body) };
  }
  const title = `Confirm ${amountOf(challenge)} – Test Bank`;
  if (challenge.redirectTo !== null) {
    const text = "The shop knows what your bank said. Nothing happens a second time.";
    const body = message("You have answered already", text, challenge.redirectTo);
    return { status: 200, headers: HEADERS, body: document(title, body) };
  }
  if (challenge.state === "expired") {
    const text = "Nobody answered within 15 minutes. Go back to the shop and pay again.";
    return {
      status: 410,
      headers: HEADERS,
      body: document(title, message("This card check has ended", text, null)),
    };
  }
  return { status: 200, headers: HEADERS, body: document(title, question(challenge, context)) };
}

function document(title: string, main: string): string {
  return htmlPage({
    title,
    lang: "en",
    dir: "ltr",
    theme: null,
    styles: ["base.css", "bank.css"],
    body: `${BANNER}\n<main class="bank" id="main">${main}</main>`,
  });
}

const BANNER = `<aside class="testbar" aria-label="Sandbox mode">
<span class="badge">Sandbox</span>
<p>This is a pretend bank. Nothing here reaches a real one.</p>
</aside>`;

const HEAD = `<div class="head"><span class="avatar" aria-hidden="true">${icon(ICONS.bank)}</span>
<div><p class="strong">Test Bank</p><p class="small muted">Card check (3DS 2.2)</p></div>
${icon(ICONS.shield)}</div>`;

function message(title: string, text: string, link: string | null): string {
  const onward =
    link === null ? "" : `<a class="btn" href="${escapeHtml(link)}">Continue to the shop</a>`;
  return `<div class="card">${HEAD}
<div><h1>${title}</h1><p class="muted">${text}</p></div>
${onward}</div>`;
}

function question(challenge: Challenge, context: Context): string {
  const fact = (name: string, value: string): string =>
    `<p class="leader"><span>${name}</span><span>${escapeHtml(value)}</span></p>`;
  const leftS = Math.max(0, Math.floor((challenge.expiresAt - context.now()) / 1000));
  const card = `${brandName(challenge.cardBrand)} ending ${challenge.last4}`;
  return `<div class="card">${HEAD}
<div>
<h1>Is this payment yours?</h1>
<p class="muted">The shop asked your bank to make sure.</p>
</div>
<div class="sums">
${fact("Shop", challenge.merchantName)}
${fact("Card", card)}
${fact("Date", dateOf(challenge.createdAt))}
<hr class="cut" /><p class="total"><span>Amount</span><span>${amountOf(challenge)}</span></p></div>
<form class="actions" id="challenge" method="post">
<button class="btn btn--primary" name="outcome" value="complete">Complete: yes, it is mine</button>
<button class="btn" name="outcome" value="fail">Fail: the check does not pass</button>
<button class="btn" name="outcome" value="cancel">Cancel: go back without answering</button>
</form>
<p class="tiny">Ends by itself in ${Math.floor(leftS / 60)} min ${leftS % 60} s.
You may also close this page: the shop has an answer for that.</p>
</div>
<details class="card" open><summary>Webhook of this payment</summary>
<fieldset class="small"><legend class="vh">When the webhook is sent</legend>
<div class="seg">${timings()}</div></fieldset></details>`;
}

function timings(): string {
  return TIMINGS.map(([value, label], index) => {
    const checked = index === 0 ? " checked" : "";
    const attributes = `type="radio" name="webhook" value="${value}" form="challenge"${checked}`;
    return `<label><input ${attributes} />${label}</label>`;
  }).join("");
}

function amountOf({ amountMinor, currency, provider }: Challenge): string {
  return escapeHtml(formatMinor(amountMinor, currency, provider));
}

function dateOf(at: number): string {
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(at);
  const day = part({ day: "numeric", month: "long", year: "numeric" });
  return `${day}, ${part({ hour: "2-digit", minute: "2-digit" })} UTC`;
}

const BRANDS: Record<string, string> = {
  amex: "American Express",
  diners: "Diners Club",
  discover: "Discover",
  jcb: "JCB",
  mastercard: "Mastercard",
  visa: "Visa",
};

function brandName(brand: string): string {
  return BRANDS[brand.toLowerCase()] ?? brand;
}
