import type { Role } from "./merchant";

/**
 * What a role may do beside looking. `own` is everybody's: their own sessions and second factor. `operate` is the day's
 * work (capture, refund, notes, payment links, the attention list), `configure` is what the shop runs on (gateways,
 * methods, credentials, people).
 */
export type Permission = "own" | "operate" | "configure";

export function isAllowed(role: Role, permission: Permission): boolean {
  switch (role) {
    case "owner":
      return true;
    case "operator":
      return permission !== "configure";
    case "viewer":
      return permission === "own";
    default:
      throw new Error(`Unknown role: ${role satisfies never}`);
  }
}
