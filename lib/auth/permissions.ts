import type { Role } from "./merchant";

/**
 * What a role may do beside looking, which everybody who is signed in may: `operate` is the day's work (capture, refund,
 * notes, payment links, the attention list), `configure` is what the shop runs on (gateways, methods, credentials, people).
 */
export type Permission = "operate" | "configure";

export function isAllowed(role: Role, permission: Permission): boolean {
  switch (role) {
    case "owner":
      return true;
    case "operator":
      return permission === "operate";
    case "viewer":
      return false;
    default:
      throw new Error(`Unknown role: ${role satisfies never}`);
  }
}
