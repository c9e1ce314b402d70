import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const cards = z.object({ id: z.string(), publishable_key: z.string(), secret_key: z.string() });

/** What `npm start` writes about the demo shop, as far as proofs need it. */
const schema = z.object({
  integration: z.object({ client_id: z.string(), client_secret: z.string() }),
  salesChannel: z.object({ client_id: z.string(), scope: z.string().optional() }),
  gateways: z.object({
    stripe_gateways: cards,
    checkout_com_gateways: cards,
    external_gateways: z.object({ id: z.string() }),
  }),
});
export type Demo = z.infer<typeof schema>;

export const demoOf = (dataDirectory: string): Demo =>
  schema.parse(JSON.parse(readFileSync(join(dataDirectory, "demo.json"), "utf8")));
