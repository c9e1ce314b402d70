import type { Deps } from "../deps";
import type { ReturnInput } from "../payments/complete-return";
import { completeReturn } from "../payments/complete-return";

/** The parameters of a return, from the query and, where a bank posts them, from the form. */
export async function returnParameters(request: Request): Promise<URLSearchParams> {
  const parameters = new URL(request.url).searchParams;
  if (request.method !== "POST") return parameters;
  const form = await request.formData().catch(() => null);
  for (const [name, value] of form ?? []) {
    if (typeof value === "string" && !parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
}

/**
 * Asks the provider, then 303: to the confirmation where the order is placed, else back to the checkout, which knows
 * from the order what to show. A return that leads to no payment goes to the shop's front page.
 */
export async function answerReturn(deps: Deps, input: ReturnInput): Promise<Response> {
  const completed = await completeReturn(deps, input);
  const { appUrl } = deps.settings;
  if (!completed.ok) return seeOther(`${appUrl}/?return=unknown`);
  const { orderToken, isPlaced } = completed.value;
  const page = isPlaced ? "/confirmation" : "";
  return seeOther(`${appUrl}/checkout/${encodeURIComponent(orderToken)}${page}`);
}

const seeOther = (location: string): Response =>
  new Response(null, {
    status: 303,
    headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
