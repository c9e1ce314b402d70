import { createHash } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Ten letters that stay the same for one installation: known without asking the database. */
export function organizationIdOf(installationId: string): string {
  const bytes = createHash("sha256").update(`organization ${installationId}`).digest();
  return [...bytes.subarray(0, 10)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
}
