/** Stripe's API under /v1, as of the version in `version.ts`. */
import type { Route } from "../core/http";
import { chargeEndpoints } from "./charges";
import { customerEndpoints } from "./customers";
import { eventEndpoints } from "./event-endpoints";
import { paymentIntentEndpoints } from "./payment-intents/endpoints";
import { paymentMethodEndpoints } from "./payment-methods";
import { refundEndpoints } from "./refunds";
import { webhookEndpointEndpoints } from "./webhook-endpoints";

export const routes: Route[] = [
  ...paymentIntentEndpoints,
  ...paymentMethodEndpoints,
  ...refundEndpoints,
  ...chargeEndpoints,
  ...customerEndpoints,
  ...eventEndpoints,
  ...webhookEndpointEndpoints,
];
