import { describeProviderContract } from "@/lib/providers/provider-contract";
import { openBench } from "./simulated-bench";
import {
  configSchema,
  type SimulatedConfig,
  SimulatedProvider,
  type SimulatedSource,
} from "./simulated-provider";
import { BANK_TYPES, TRAITS } from "./traits";

const config = (over: object = {}): SimulatedConfig =>
  configSchema.parse({ secret_key: "Simulated-key", ...over });

// What the simulation is worth depends on this: its bank does what the real ones do.
for (const type of BANK_TYPES) {
  const traits = TRAITS[type];
  const { line, bench } = openBench(type);
  describeProviderContract<SimulatedConfig, SimulatedSource>(
    new SimulatedProvider(traits, line),
    { challenges: traits.retrieve },
    async () => ({
      bench,
      faultOperations: {
        authorize: "authorize",
        capture: "capture",
        void: "void",
        refund: "refund",
      },
      config: config(),
      hastyConfig: config(),
      strangerConfig: config({ secret_key: "stranger" }),
      unreachableConfig: config({ address: "nowhere" }),
      unknownReference: "pay_unknown",
      secrets: ["Simulated-key"],
      source: async (card) => ({ card }),
      document: () => null,
      webhooks: {
        case: "approved",
        timed: true,
        register: async () => ({
          current: config(),
          rotated: config({ webhook_secret: "new", webhook_secret_previous: "whsec" }),
          foreign: config({ webhook_secret: "another" }),
        }),
      },
      close: async () => {},
    }),
  );
}
