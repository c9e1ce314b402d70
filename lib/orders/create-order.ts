import type { Deps } from "../deps";
import { invalid, type UseCaseError } from "../errors";
import type { OrderId } from "../ids";
import { err, ok, type Result } from "../result";
import { isEmail } from "./contact-rules";
import { countryLockOf } from "./order-attributes";
import { type ChosenParts, refuseChosen, refuseLocked } from "./refuse-chosen";
import type { OrderTexts } from "./store";

export type CreateOrderInput = OrderTexts & {
  currencyCode?: string | null;
  marketId?: string | null;
  email?: string | null;
  apiClientId: string | null;
  mode: "test" | "live";
  /** What it is to have next: refused before there is an order. */
  chosen?: ChosenParts;
};

/** An empty order: a cart. Draft until it has a customer and a line. */
export async function createOrder(
  deps: Deps,
  input: CreateOrderInput,
): Promise<Result<{ id: OrderId; token: string }, UseCaseError>> {
  const { currencyCode, marketId, email, apiClientId, mode, chosen, ...texts } = input;
  if (email && !isEmail(email)) {
    return err(
      invalid("attributes.customer_email", "must be an e-mail address, like name@example.com"),
    );
  }
  const terms = await deps.orders.findTerms({
    marketId: marketId ?? null,
    currency: currencyCode ?? null,
  });
  if (!terms) {
    return err(
      marketId && !currencyCode
        ? invalid("relationships.market", "must be an existing market")
        : invalid(
            "attributes.currency_code",
            "must be a currency, three capital letters, like EUR",
          ),
    );
  }
  const lock = countryLockOf(texts.attributes ?? {});
  const refused =
    chosen &&
    ((await refuseChosen(deps, chosen, { ...terms, apiClientId })) ??
      (await refuseLocked(deps, chosen, lock)));
  if (refused) return err(refused);
  const id = deps.ids.resource() as OrderId;
  const token = deps.ids.secret();
  const order = { ...texts, id, token, mode, terms, email: email ?? null, apiClientId };
  await deps.orders.create(order, deps.by, deps.clock.now());
  return ok({ id, token });
}
