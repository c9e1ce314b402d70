import { webhookStoreContract } from "@/lib/webhooks/webhook-store-contract";
import { createMemoryWebhookStore } from "./memory-webhook-store";

webhookStoreContract("in memory", async () => ({
  store: createMemoryWebhookStore(() => Promise.resolve()),
  gatewayIds: ["one", "two"],
  close: async () => {},
}));
