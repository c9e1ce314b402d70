import { webhookStoreContract } from "@/lib/webhooks/webhook-store-contract";
import { createMemoryWebhookStore, MemoryInbox } from "./memory-webhook-store";

webhookStoreContract("in memory", async () => ({
  store: createMemoryWebhookStore(new MemoryInbox(), () => Promise.resolve()),
  gatewayIds: ["one", "two"],
  close: async () => {},
}));
