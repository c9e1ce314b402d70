import type { GatewayType } from "../gateway-types";
import { providerOf } from "../providers/registry";

/** Whether a gateway's provider can list what it did: without a list there is nothing to compare with. */
export const isListOffered = (type: GatewayType): boolean => providerOf(type).capabilities.list;
