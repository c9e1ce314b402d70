import { randomBytes } from "node:crypto";
import { z } from "zod";
import { DEMO_SHOP } from "./demo.data";

/** What `demo.json` holds: addresses, people and keys that exist only while no real money moves. */
const gatewaySchema = z.object({
  id: z.string(),
  publishable_key: z.string().nullable(),
  secret_key: z.string(),
});
const personSchema = z.object({ email: z.string(), password: z.string() });
/** A person that a file of before does not name is given a password now. */
const newPerson = (of: "operator" | "viewer") =>
  personSchema.default(() => ({ email: DEMO_SHOP.people[of].email, password: demoPassword() }));

export const demoFactsSchema = z.object({
  baseUrl: z.string(),
  sandboxUrl: z.string(),
  organization: z.object({ id: z.string(), slug: z.string() }),
  integration: z.object({ client_id: z.string(), client_secret: z.string() }),
  salesChannel: z.object({ client_id: z.string(), scope: z.string() }),
  admin: personSchema,
  operator: newPerson("operator"),
  viewer: newPerson("viewer"),
  skus: z.array(z.string()),
  gateways: z.object({
    stripe_gateways: gatewaySchema,
    checkout_com_gateways: gatewaySchema,
    external_gateways: gatewaySchema,
  }),
});
export type DemoFacts = z.infer<typeof demoFactsSchema>;

const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

function pick(alphabet: string, length: number): string {
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join("");
}

/** Keys of the shapes that the providers give out: their SDKs look at them. */
export const demoKeys = {
  stripe: () => {
    const account = pick(ALPHANUMERIC, 24);
    return { publishable_key: `pk_test_${account}`, secret_key: `sk_test_${account}` };
  },
  checkoutCom: () => {
    const account = pick(BASE32, 27);
    return { publishable_key: `pk_sbox_${account}`, secret_key: `sk_sbox_${account}` };
  },
  external: () => ({ publishable_key: null, secret_key: randomBytes(32).toString("base64url") }),
};

export const demoSecret = (): string => randomBytes(24).toString("base64url");
/** Four groups that a person can type. */
export const demoPassword = (): string =>
  Array.from({ length: 4 }, () => pick("abcdefghjkmnpqrstuvwxyz23456789", 4)).join("-");
