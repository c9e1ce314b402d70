/**
 * Which world a gateway talks to: the providers' official hosts, or the sandbox while it is in use.
 */
import type { GatewayType } from "../gateway-types";
import type { JsonObject } from "../json";

/**
 * The settings to join to a gateway's own before its `configSchema` reads them. `sandboxUrl` is the
 * sandbox's origin for test-mode gateways while it runs, and null for everything real; live
 * gateways never get one.
 */
export function environmentSettings(
  gatewayType: GatewayType,
  sandboxUrl: string | null,
): JsonObject {
  switch (gatewayType) {
    case "stripe_gateways":
    case "checkout_com_gateways":
      return { api_base: sandboxUrl };
    case "external_gateways":
      return { allow_loopback: sandboxUrl !== null };
  }
}
