/** What people see of the sandbox: the card fields' frame and the pretend bank. */
import type { Route } from "../core/http";
import { assetRoutes } from "./assets";
import { challengeRoutes } from "./challenge-page";
import { fieldsRoutes } from "./fields-page";

export const routes: Route[] = [...assetRoutes, ...challengeRoutes, ...fieldsRoutes];
