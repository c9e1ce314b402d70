import type { Role } from "../auth/merchant";

/** Somebody who may sign in to the admin, as people are managed. */
export type Person = {
  id: string;
  email: string;
  name: string;
  role: Role;
  isDisabled: boolean;
  hasSecondFactor: boolean;
  lastSignInAt: Date | null;
};

export type PeopleError =
  | { code: "not_found" }
  /** Nobody could give it back to them. */
  | { code: "own_role" }
  | { code: "last_owner" }
  | { code: "already_a_person" }
  | { code: "invalid"; field: string; text: string };

export const INVITED_DAYS = 7;
export const NAME_LENGTH_MAX = 80;
/** What NIST SP 800-63B asks of a password that stands alone. */
export const PASSWORD_LENGTH_MIN = 15;
export const PASSWORD_LENGTH_MAX = 256;

/** An address with something on both sides; whether it is theirs is shown by who opens the link. */
export const isEmail = (text: string): boolean =>
  text.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

export function problemOfName(name: string): string | null {
  if (name.trim() === "") return "Enter your name, like Ines Koch";
  if (name.trim().length > NAME_LENGTH_MAX) {
    return `Keep the name to ${NAME_LENGTH_MAX} characters`;
  }
  return null;
}

export function problemOfPassword(password: string, email: string): string | null {
  if (password.length < PASSWORD_LENGTH_MIN) {
    return `Use at least ${PASSWORD_LENGTH_MIN} characters, like four words in a row`;
  }
  if (password.length > PASSWORD_LENGTH_MAX) {
    return `Use at most ${PASSWORD_LENGTH_MAX} characters`;
  }
  if (password.toLowerCase().includes(email.toLowerCase().split("@")[0] ?? "@")) {
    return "Leave your own name out of it";
  }
  return new Set(password).size < 6 ? "Use more than five different characters" : null;
}
