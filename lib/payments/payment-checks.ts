import { isJsonObject, type Json, type JsonObject } from "@/lib/json";
import type { Check } from "./payment-view";

/**
 * What a card's issuer and the provider checked, in words, out of the attributes that the provider
 * left on the payment source: Checkout.com's `payment_response`, Stripe's `payment_method`. What is
 * not there is not shown.
 */
export function checksOf(attributes: JsonObject): readonly Check[] {
  const response = attributes.payment_response;
  const method = attributes.payment_method;
  const checks = [
    { label: "3DS", value: threeDsOf(at(response, "3ds")) ?? stripeThreeDsOf(method) },
    { label: "Code check", value: codeCheckOf(at(response, "source", "cvv_check")) },
    { label: "Code check", value: matchOf(at(method, "card", "checks", "cvc_check")) },
    { label: "Address check", value: addressCheckOf(at(response, "source", "avs_check")) },
    {
      label: "Postcode check",
      value: matchOf(at(method, "card", "checks", "address_postal_code_check")),
    },
    { label: "Risk", value: riskOf(at(response, "risk")) ?? stripeRiskOf(at(method, "risk")) },
    { label: "Card type", value: cardTypeOf(at(response, "source"), at(method, "card")) },
  ];
  return checks.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
}

function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let reached = value;
  for (const name of path) reached = isJsonObject(reached) ? reached[name] : undefined;
  return reached;
}

function threeDsOf(threeDs: Json | undefined): string | null {
  if (!isJsonObject(threeDs)) return null;
  const version = typeof threeDs.version === "string" ? `, version ${threeDs.version}` : "";
  const answers: Record<string, string> = {
    Y: "Passed",
    A: "Attempted",
    N: "Failed",
    R: "Rejected",
    U: "Not available",
    C: "Asked for",
  };
  const answer = threeDs.authentication_response;
  if (typeof answer === "string" && answers[answer] !== undefined) return answers[answer] + version;
  return threeDs.enrolled === "N" ? "Card not enrolled" : null;
}

function stripeThreeDsOf(method: Json | undefined): string | null {
  const secure = at(method, "card", "three_d_secure");
  if (!isJsonObject(secure)) return null;
  const version = typeof secure.version === "string" ? `, version ${secure.version}` : "";
  if (secure.result === "authenticated") return `Passed${version}`;
  if (secure.result === "failed") return `Failed${version}`;
  return secure.result === "attempt_acknowledged" ? `Attempted${version}` : null;
}

/** Checkout.com's `cvv_check`: the card schemes' letters. */
function codeCheckOf(code: Json | undefined): string | null {
  if (typeof code !== "string" || code === "") return null;
  if (code === "Y" || code === "M") return "Matched";
  return code === "N" ? "Did not match" : "Not checked";
}

/** Checkout.com's `avs_check`: the letters whose meaning every scheme shares. */
function addressCheckOf(code: Json | undefined): string | null {
  if (typeof code !== "string" || code === "") return null;
  if (["Y", "X", "D", "F", "M"].includes(code)) return "Matched";
  if (["A", "B", "P", "W", "Z"].includes(code)) return "Matched in part";
  return code === "N" || code === "C" ? "Did not match" : "Not checked";
}

/** Stripe's `pass`, `fail`, `unavailable`, `unchecked`. */
function matchOf(check: Json | undefined): string | null {
  if (check === "pass") return "Matched";
  if (check === "fail") return "Did not match";
  return typeof check === "string" ? "Not checked" : null;
}

function riskOf(risk: Json | undefined): string | null {
  if (!isJsonObject(risk) || typeof risk.flagged !== "boolean") return null;
  const score = typeof risk.score === "number" ? `, score ${risk.score}` : "";
  return `${risk.flagged ? "Flagged" : "Not flagged"}${score}`;
}

function stripeRiskOf(risk: Json | undefined): string | null {
  if (!isJsonObject(risk)) return null;
  const words: Record<string, string> = {
    normal: "Low",
    elevated: "Elevated",
    highest: "Highest",
  };
  const level = typeof risk.level === "string" ? words[risk.level] : undefined;
  const score = typeof risk.score === "number" ? `, score ${risk.score}` : "";
  return level === undefined ? null : level + score;
}

/** "Credit, GB": Checkout.com's source, else Stripe's card. */
function cardTypeOf(source: Json | undefined, card: Json | undefined): string | null {
  const type = at(source, "card_type") ?? at(card, "funding");
  const country = at(source, "issuer_country") ?? at(card, "country");
  const words = [
    typeof type === "string" && type !== "" && type !== "unknown"
      ? type.charAt(0).toUpperCase() + type.slice(1).toLowerCase()
      : null,
    typeof country === "string" && country !== "" ? country : null,
  ];
  return words.filter((word) => word !== null).join(", ") || null;
}
