import type { Branded } from "@/lib/ids";

export const ROLES = ["owner", "operator", "viewer"] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who signed in, as the database knows them. */
export type MerchantFacts = {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** Of this browser. */
  sessionId: string;
  organization: { name: string; timeZone: string };
};

/**
 * Proof that a session was checked against the database: only `findMerchant` makes one, and every
 * query of the admin takes one first.
 */
export type Merchant = Branded<MerchantFacts, "Merchant">;

/** Ines Koch: IK. For the drawing beside the name only. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return `${first}${last}`.toUpperCase();
}
