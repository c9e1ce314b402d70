/**
 * The card fields: formats, judges, sends the card to this origin only, and tells the page around
 * the
 * frame no more than what became of it.
 */
import {
  brandOf,
  codeProblem,
  digitsOf,
  expiryProblem,
  formatExpiry,
  formatNumber,
  numberProblem,
  readExpiry,
} from "./card-entry.js";

const form = document.getElementById("card");
const settings = JSON.parse(form.dataset.settings);
const inputs = {
  number: document.getElementById("number"),
  expiry: document.getElementById("expiry"),
  code: document.getElementById("code"),
};
let sending = false;
let lastChange = "";

function tell(message) {
  const whole = { source: "kassa-fields", nonce: settings.nonce, ...message };
  window.parent.postMessage(whole, settings.origin);
}

function problems() {
  return {
    number: numberProblem(inputs.number.value),
    expiry: expiryProblem(inputs.expiry.value, new Date()),
    code: codeProblem(inputs.code.value, brandOf(inputs.number.value)),
  };
}

/** Shows the problem beside its field, or takes it away when null. */
function mark(name, problem) {
  const input = inputs[name];
  const error = document.getElementById(`${name}-error`);
  error.hidden = problem === null;
  error.querySelector("[data-text]").textContent =
    problem === null ? "" : settings.messages[problem];
  if (problem === null) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  } else {
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", error.id);
  }
}

function tellChange() {
  const complete = Object.values(problems()).every((problem) => problem === null);
  const brand = brandOf(inputs.number.value);
  if (lastChange === `${complete} ${brand}`) return;
  lastChange = `${complete} ${brand}`;
  tell({ type: "change", complete, brand });
}

/** Formats in place and leaves the caret behind the digit that it was behind. */
function reformat(input, format, deleting) {
  const before = digitsOf(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
  const atEnd = input.selectionStart === input.value.length;
  const next = format(input.value, deleting);
  if (next === input.value) return;
  input.value = next;
  if (atEnd || document.activeElement !== input) return;
  let caret = 0;
  for (let seen = 0; seen < before && caret < next.length; caret += 1) {
    if (/\d/.test(next[caret])) seen += 1;
  }
  input.setSelectionRange(caret, caret);
}

const FORMATS = {
  number: formatNumber,
  expiry: formatExpiry,
  code: (text) => digitsOf(text).slice(0, 4),
};

for (const [name, input] of Object.entries(inputs)) {
  input.addEventListener("input", (event) => {
    const deleting = event.inputType?.startsWith("delete") ?? false;
    reformat(input, FORMATS[name], deleting);
    if (input.hasAttribute("aria-invalid")) mark(name, problems()[name]);
    tellChange();
  });
  // A field that was left empty is judged when the shopper pays, not before.
  input.addEventListener("blur", () => {
    if (input.value !== "") mark(name, problems()[name]);
  });
}

function refuse(name, problem) {
  mark(name, problem);
  inputs[name].focus();
  tell({ type: "error", code: problem, message: settings.messages[problem], field: name });
}

async function submit() {
  if (sending) return;
  const found = problems();
  for (const [name, problem] of Object.entries(found)) mark(name, problem);
  const first = Object.entries(found).find(([, problem]) => problem !== null);
  if (first !== undefined) return refuse(...first);
  sending = true;
  try {
    const answer = await (settings.provider === "stripe" ? sendToStripe() : sendToCheckout());
    if ("problem" in answer) refuse(answer.field, answer.problem);
    else tell({ type: "result", result: answer });
  } catch {
    tell({ type: "error", code: "failed", message: settings.messages.failed, field: null });
  } finally {
    sending = false;
  }
}

function facts(brand, number) {
  const { month, year } = readExpiry(inputs.expiry.value);
  return { brand, last4: number.slice(-4), expiryMonth: month, expiryYear: year };
}

async function sendToStripe() {
  const number = digitsOf(inputs.number.value);
  const { month, year } = readExpiry(inputs.expiry.value);
  const card = "payment_method_data[card]";
  const response = await fetch("/v1/confirmation_tokens", {
    method: "POST",
    headers: { authorization: `Bearer ${settings.key}` },
    body: new URLSearchParams({
      "payment_method_data[type]": "card",
      [`${card}[number]`]: number,
      [`${card}[exp_month]`]: String(month),
      [`${card}[exp_year]`]: String(year),
      [`${card}[cvc]`]: digitsOf(inputs.code.value),
    }),
  });
  const body = await response.json();
  if (response.ok) {
    const brand = body.payment_method_preview?.card?.brand ?? brandOf(number);
    return { kind: "confirmation_token", id: body.id, ...facts(brand, number) };
  }
  return problemFrom(body.error?.decline_code ?? body.error?.code ?? "");
}

async function sendToCheckout() {
  const number = digitsOf(inputs.number.value);
  const { month, year } = readExpiry(inputs.expiry.value);
  const response = await fetch("/tokens", {
    method: "POST",
    headers: { authorization: settings.key, "content-type": "application/json" },
    body: JSON.stringify({
      type: "card",
      number,
      expiry_month: month,
      expiry_year: year,
      cvv: digitsOf(inputs.code.value),
    }),
  });
  const body = await response.json().catch(() => ({}));
  if (response.ok) {
    const brand = String(body.scheme ?? brandOf(number)).toLowerCase();
    return { kind: "token", token: body.token, ...facts(brand, number) };
  }
  return problemFrom(body.error_codes?.[0] ?? "");
}

/** A provider's refusal as a problem of one field; throws for what no field can mend. */
function problemFrom(code) {
  switch (code) {
    case "test_mode_live_card":
    case "card_number_invalid":
      return { field: "number", problem: "number_not_test" };
    case "incorrect_number":
    case "invalid_number":
      return { field: "number", problem: "number_wrong" };
    case "invalid_expiry_month":
    case "card_expiry_month_invalid":
      return { field: "expiry", problem: "expiry_wrong" };
    case "invalid_expiry_year":
    case "expired_card":
    case "card_expired":
      return { field: "expiry", problem: "expiry_past" };
    case "invalid_cvc":
    case "incorrect_cvc":
    case "cvv_invalid":
      return { field: "code", problem: "code_wrong" };
    default:
      throw new Error("the card was not taken");
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
});
form.addEventListener("keydown", (event) => {
  // The page around decides what paying means.
  if (event.key === "Enter") tell({ type: "enter" });
});

window.addEventListener("message", (event) => {
  if (event.source !== window.parent || event.origin !== settings.origin) return;
  const message = event.data;
  if (message?.source !== "kassa-checkout" || message.nonce !== settings.nonce) return;
  if (message.type === "submit") void submit();
  if (message.type === "focus") inputs.number.focus();
  if (message.type === "theme" && ["light", "dark"].includes(message.theme)) {
    document.documentElement.dataset.theme = message.theme;
  }
});

new ResizeObserver(() => {
  tell({ type: "height", height: Math.ceil(form.getBoundingClientRect().height) + 8 });
}).observe(form);
tell({ type: "ready" });
