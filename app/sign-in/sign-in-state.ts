import type { SignInState } from "@/components/admin/sign-in-form";

/** Where somebody goes who asked for no page in particular. */
export const FIRST_PAGE = "/admin/payments";

export const WRONG_CREDENTIALS = {
  title: "You are not signed in",
  text: "This e-mail and this password do not belong together. Check both and sign in again.",
};
export const FOREIGN_FORM = {
  title: "You are not signed in",
  text: "This form came from another page. Enter both again and sign in from here.",
};

export const TOO_LATE = {
  title: "You are not signed in",
  text: "That took more than five minutes. Enter your e-mail and password again.",
};
export const WRONG_CODE = "Enter the six digits that your app shows now, or a recovery code";

export const tooManyTries = (minutes: number) => ({
  title: "Too many tries",
  text:
    minutes === 1
      ? "Wait a minute, then sign in again."
      : `Wait ${minutes} minutes, then sign in again.`,
});

const EMPTY: SignInState = { email: "", errors: {}, problem: null, pending: null, attempt: 0 };

/** The form as it is first shown: with a sentence where next-auth's own endpoint sent somebody back. */
export function stateOfError(error: string | undefined): SignInState {
  if (error === undefined) return EMPTY;
  const problem = error === "TooManyTries" ? tooManyTries(15) : WRONG_CREDENTIALS;
  return { ...EMPTY, problem };
}
