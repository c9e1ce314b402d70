/** Checkout.com's API, at its own paths. */
import type { Route } from "../core/http";
import { actionRoutes } from "./action-routes";
// Loaded for what it registers: the meaning of the 3DS page's buttons.
import "./challenge";
import { paymentRoutes } from "./payment-routes";
import { sessionRoutes } from "./session-routes";
import { tokenRoutes } from "./token-routes";
import { workflowRoutes } from "./workflow-routes";

export const routes: Route[] = [
  ...tokenRoutes,
  ...paymentRoutes,
  ...actionRoutes,
  ...sessionRoutes,
  ...workflowRoutes,
];
