import type { Role } from "@/lib/auth/merchant";

/** What each role is called, and what it may do, as people choose one. */
export const ROLE_WORDS: Readonly<Record<Role, { name: string; may: string }>> = {
  owner: { name: "Owner", may: "Everything, people and gateways included" },
  operator: { name: "Operator", may: "The day’s work: capture, refund, notes, payment links" },
  viewer: { name: "Viewer", may: "Looks, and changes nothing" },
};
