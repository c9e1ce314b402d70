import type { CallFault, FaultWish, SandboxProvider } from "@/lib/sandbox/fault";

type Words<Choice extends string> = Readonly<Record<Choice, string>>;

export const PROVIDER_WORDS: Words<SandboxProvider> = {
  stripe: "Stripe",
  checkout_com: "Checkout.com",
  external: "External",
};

export const ANSWER_WORDS: Words<FaultWish["answer"]> = {
  as_card: "As the card says",
  declines: "Declines",
  wrong_amount: "Takes a wrong amount",
};

export const DECLINE_REASON_WORDS: Words<NonNullable<FaultWish["decline"]>> = {
  insufficient_funds: "Insufficient funds",
  refused: "Refused, no reason",
  expired_card: "Card has ended",
  incorrect_number: "Wrong card number",
  incorrect_cvc: "Wrong security code",
  suspected_fraud: "Suspected fraud",
  call_issuer: "Call the bank",
  processing_error: "The bank has trouble",
};

export const THREE_DS_WORDS: Words<FaultWish["threeDs"]> = {
  as_card: "As the card says",
  passes: "Passes",
  fails: "Fails",
  leaves: "Leaves the page",
};

export const CONNECTION_WORDS: Words<FaultWish["connection"]> = {
  works: "Works",
  slow: "Slow, 8 s",
  lost_before: "Lost before it acts",
  lost_after: "Lost after it acts",
  cut_after: "Cut off after it acts",
  error_503: "Error 503",
};

export const WEBHOOK_WORDS: Words<FaultWish["webhooks"][number]> = {
  drop: "Drop",
  late: "Late, 30 s",
  twice: "Twice",
  reorder: "Out of order",
  tamper: "Tampered",
};

const DECLINED_FOR: Words<NonNullable<FaultWish["decline"]>> = {
  insufficient_funds: "for lack of money",
  refused: "without a reason",
  expired_card: "because the card has ended",
  incorrect_number: "for a wrong card number",
  incorrect_cvc: "for a wrong security code",
  suspected_fraud: "as suspected fraud",
  call_issuer: "until its holder calls the bank",
  processing_error: "because the bank has trouble",
};

const CONNECTION_SAID: Words<FaultWish["connection"]> = {
  works: "",
  slow: "the answer takes 8 seconds",
  lost_before: "the call is lost before the bank acts",
  lost_after: "the answer is lost after the bank acted",
  cut_after: "the connection is cut after the bank acted",
  error_503: "the first call is answered with an error 503 and nothing is done",
};

/** Which payments it meets, and what happens to them then, in one sentence of two parts. */
export function faultWords(wish: FaultWish, orderNumber: string | null = null) {
  const { every, provider, match } = wish;
  const which = every ? "Every payment" : "The next payment";
  const number = orderNumber === null || orderNumber === "" ? "one order" : `order ${orderNumber}`;
  const ofOrder = match === null ? "" : ` of ${number}`;
  const by = provider === null ? "" : ` by ${byWords(provider)}`;
  return { subject: `${which}${ofOrder}${by}`, happens: happensTo(wish) };
}

const byWords = (provider: SandboxProvider) =>
  provider === "external" ? "an external gateway" : PROVIDER_WORDS[provider];

function happensTo(wish: FaultWish): string {
  const call = CONNECTION_SAID[wish.connection];
  const bank = bankWords(wish);
  const webhooks = webhookWords(wish.webhooks);
  const own = [call, webhooks].filter((part) => part !== "");
  if (bank === "" && own.length === 0) return "goes as it always does: choose what goes wrong";
  return `${[bank || "goes as the card says", own.join(", and ")].filter(Boolean).join("; ")}.`;
}

function bankWords({ threeDs, answer, decline }: FaultWish): string {
  if (threeDs === "fails") return "fails 3DS";
  if (threeDs === "leaves") return "asks for 3DS, and the shopper leaves the page";
  const passes = threeDs === "passes" ? "passes 3DS" : "";
  const said = {
    as_card: "",
    declines: `is declined ${DECLINED_FOR[decline ?? "refused"]}`,
    wrong_amount: "is taken with a wrong amount",
  }[answer];
  return [passes, said].filter((part) => part !== "").join(" and ");
}

function webhookWords(chosen: FaultWish["webhooks"]): string {
  if (chosen.includes("drop")) return "no webhook comes";
  const how = [
    chosen.includes("late") ? "30 s late" : "",
    chosen.includes("twice") ? "twice" : "",
    chosen.includes("reorder") ? "out of order" : "",
    chosen.includes("tamper") ? "tampered with before it comes true" : "",
  ].filter((part) => part !== "");
  return how.length === 0 ? "" : `each webhook comes ${listed(how)}`;
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** One of single calls, which somebody set by HTTP. */
export function callFaultWords({ kind, provider, operation, match }: CallFault): string {
  const where = operation === null ? "any call" : operation;
  const whose = match === null ? "" : `, where it says ${match}`;
  return `${kind.replaceAll("_", " ")}: ${where} at ${PROVIDER_WORDS[provider]}${whose}`;
}
