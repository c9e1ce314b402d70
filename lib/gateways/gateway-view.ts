import type { JsonObject } from "../json";
import type { Circuit } from "../payments/circuit";
import type { CheckError, GatewayKey } from "./gateway";

/** A gateway as merchants look at it: of its credentials the ends only. */
export type GatewayView = GatewayKey & {
  name: string;
  settings: JsonObject;
  /** The last characters of each credential, by its name; null: there is none. */
  keyEnds: JsonObject;
  disabledAt: Date | null;
  /** Where its provider's events come in. */
  webhookUrl: string;
  /** What the provider calls our address; null: it was not told of it. */
  webhookEndpointId: string | null;
  circuit: Omit<Circuit, "probedAt">;
  /** When its provider was last asked whether it takes the credentials; null: never. */
  checkedAt: Date | null;
  /** Null: it took them. */
  checkError: CheckError | null;
  createdAt: Date;
  methods: readonly {
    id: string;
    name: string;
    /** Null: of every market. */
    marketName: string | null;
    isEnabled: boolean;
  }[];
  isPaidWith: boolean;
  isReconciled: boolean;
};

export type GatewayPage = {
  gateways: readonly GatewayView[];
  /** After which the next page begins; null: this is the last. */
  next: string | null;
};
