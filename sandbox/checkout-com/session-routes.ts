/** POST /payment-sessions: what Checkout.com's own browser component starts from. */
import { z } from "zod";
import type { Route } from "../core/http";
import { answer, invalid } from "./answers";
import { isAmountAllowed, isCurrency } from "./currencies";
import { secretRoute } from "./secret-route";
import { check } from "./validation";

const webUrl = (name: string) =>
  z.string(`${name}_required`).refine((url) => URL.canParse(url), `${name}_invalid`);
const sessionRequest = z
  .looseObject({
    amount: z.number("amount_required").int("amount_invalid").min(0, "amount_invalid"),
    currency: z.string("currency_required").refine(isCurrency, "currency_invalid"),
    reference: z.string("reference_invalid").max(50, "reference_invalid").optional(),
    billing: z.looseObject(
      { address: z.looseObject({ country: z.string("billing_address_country_required") }) },
      "billing_required",
    ),
    success_url: webUrl("success_url"),
    failure_url: webUrl("failure_url"),
    locale: z.string("locale_invalid").optional(),
  })
  .refine((body) => isAmountAllowed(body.amount, body.currency), "amount_invalid");

export const sessionRoutes: Route[] = [
  secretRoute(
    "POST",
    "/payment-sessions",
    "payment_sessions.create",
    (request, context, account) => {
      const checked = check(sessionRequest, request.rawBody);
      if (!checked.ok) return invalid(checked.codes);
      const { amount, currency, locale = "en-GB" } = checked.value;
      const id = context.ids.base62("ps_", 27);
      context.store.put("checkout_com.payment_sessions", id, { id, account, ...checked.value });
      return answer(201, {
        id,
        amount,
        locale,
        currency,
        payment_methods: [
          { type: "card", scheme_choice_enabled: false, store_payment_details: "disabled" },
        ],
        feature_flags: [],
        risk: { enabled: true },
        _links: { self: { href: `${context.publicUrl}/payment-sessions/${id}` } },
      });
    },
  ),
];
