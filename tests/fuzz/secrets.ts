// What must not be in an answer.
import { isJsonObject, type Json } from "@/lib/json";
import { findResource } from "@/lib/jsonapi/registry";
import type { ApiShop } from "../api/shop";

/** Of nobody's business. */
function neverTold(): readonly string[] {
  const names = ["API_TOKEN_SECRET", "NEXTAUTH_SECRET", "KASSA_ENCRYPTION_KEY"];
  return names.flatMap((name) => process.env[name] ?? []);
}

/** Of the merchant's business, but not of the shopper's, in whose browser a sales channel's token is. */
function merchantsOnly({ demo }: ApiShop): readonly string[] {
  const keys = Object.values(demo.gateways).map(({ secret_key }) => secret_key ?? "");
  return [...keys, demo.integration.client_secret ?? ""].filter((text) => text.length > 8);
}

const STORED = /\$scrypt|_encrypted"|password_hash|secret_hash/;

export function secretsOf(shop: ApiShop) {
  const never = neverTold();
  const merchants = merchantsOnly(shop);
  return (body: Json, isSalesChannel: boolean): string[] => {
    const text = JSON.stringify(body) ?? "";
    const complaints = never.some((secret) => text.includes(secret)) ? ["tells our own key"] : [];
    if (STORED.test(text)) complaints.push("tells what is stored closed");
    if (!isSalesChannel) return complaints;
    if (merchants.some((secret) => text.includes(secret))) {
      complaints.push("tells a sales channel a merchant's key");
    }
    return [...complaints, ...secretAttributes(body)];
  };
}

function secretAttributes(body: Json): string[] {
  if (!isJsonObject(body)) return [];
  const all = [body.data, body.included].flat();
  return all.flatMap((each) => {
    if (!isJsonObject(each) || !isJsonObject(each.attributes)) return [];
    const { attributes } = each;
    const resource = findResource(String(each.type));
    return Object.entries(resource?.attributes ?? {}).flatMap(([name, { secret }]) =>
      secret && (attributes[name] ?? null) !== null ? [`tells a sales channel ${name}`] : [],
    );
  });
}
