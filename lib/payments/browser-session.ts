import type { Deps } from "../deps";
import { invalid, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { circuitOpen, heard, isAdmitted } from "./circuit-door";
import { gatewayOf } from "./deciding";
import type { PaymentSource } from "./payment-source";
import { doorTo, returnUrlsOf } from "./provider-door";
import type { PaymentState } from "./store";

/**
 * A source that came without a token waits for one that the browser makes, with the provider's own component: it gets what
 * that starts from, as `payment_session`. Other sources stay as they are. Takes no money, so nothing is written ahead: a
 * session that nobody has stored is never used.
 */
export async function withBrowserSession(
  deps: Deps,
  state: PaymentState,
  source: PaymentSource,
): Promise<Result<PaymentSource, UseCaseError>> {
  const gateway = gatewayOf(state, source.gatewayId);
  const door = gateway && source.attributes.token == null ? doorTo(deps, gateway) : null;
  const open = door?.provider.openSession;
  if (!door || !open) return ok(source);
  const country = await deps.countryOf(state.order.id);
  if (country === null) {
    const title = "needs a billing or shipping address before a payment session can be opened";
    return err(invalid("relationships.order", title));
  }
  if (!(await isAdmitted(deps, door.gateway, "question"))) return err(circuitOpen(door.gateway));
  const asked = await open(door.call(deps.ids.call()), {
    amount: source.amount,
    country,
    orderNumber: state.order.number,
    installationId: deps.settings.installationId,
    returnUrls: returnUrlsOf(source),
    receiptEmail: state.order.email,
  });
  const session = await heard(deps, door, asked);
  if (!session.ok) return session;
  return ok({ ...source, attributes: { ...source.attributes, payment_session: session.value } });
}
