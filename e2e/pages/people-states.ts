import type { PageState } from "./reach";
import { opens } from "./selling-states";

/** Who works here, and the programs that speak to the API. */
export const PEOPLE_STATES: readonly PageState[] = [
  opens("admin-people", "/admin/people", "People"),
  opens("admin-audit", "/admin/people/audit", "Audit log"),
  opens("admin-account", "/admin/account", "Your account"),
  opens("admin-developers", "/admin/developers", "Developers"),
  opens("admin-incoming", "/admin/developers/incoming", "Incoming webhooks"),
];
