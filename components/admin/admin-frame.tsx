import type { ReactNode } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { TestBar } from "@/components/ui/test-bar";
import { Toasts } from "@/components/ui/toasts";
import { AdminBrand } from "./admin-brand";
import { NavLinks } from "./nav-links";

export type Person = { name: string; initials: string; role: string; organization: string };

/** Banner, navigation and the person signed in: around every page of the admin. */
export function AdminFrame(props: {
  person: Person;
  isTest: boolean;
  /** How much needs somebody. */
  attentionCount: number;
  signOut: () => Promise<void>;
  children: ReactNode;
}) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      {props.isTest ? <AdminTestBar hasPanel /> : null}
      <div className="ad">
        <nav className="ad__nav" aria-label="Admin">
          <AdminBrand organization={props.person.organization} />
          <NavLinks attentionCount={props.attentionCount} isTest={props.isTest} />
          <Who person={props.person} signOut={props.signOut} />
        </nav>
        <main className="ad__main" id="main">
          {props.children}
          <Toasts />
        </main>
      </div>
    </>
  );
}

/** On the page of signing in nobody may open the panel yet. */
export function AdminTestBar({ hasPanel = false }: { hasPanel?: boolean }) {
  const panel = (
    <a className="push" href="/admin/sandbox">
      <span className="wide">Open the sandbox panel</span>
      <span className="narrow">Panel</span>
    </a>
  );
  return (
    <TestBar badge="Sandbox" action={hasPanel ? panel : undefined}>
      No real money moves. <span className="wide">Cards, banks and clocks here are pretend.</span>
    </TestBar>
  );
}

const ROLE_WORDS: Readonly<Record<string, string>> = {
  owner: "Owner",
  operator: "Operator",
  viewer: "Viewer",
};

/** On a phone only the ways to the account and out remain. */
function Who({ person, signOut }: { person: Person; signOut: () => Promise<void> }) {
  return (
    <div className="ad__who flex-wrap max-[959px]:ms-auto max-[959px]:flex-nowrap max-[959px]:mt-0 max-[959px]:flex max-[959px]:p-0">
      <span className="avatar max-[959px]:hidden" aria-hidden="true">
        {person.initials}
      </span>
      <span className="min-w-0 flex-1 break-words max-[959px]:hidden">
        <a className="strong inline min-h-0 p-0 text-(--ink)" href="/admin/account">
          {person.name}
        </a>
        <br />
        {ROLE_WORDS[person.role] ?? person.role} · {person.organization}
      </span>
      <a className="hidden max-[959px]:flex" href="/admin/account">
        Account
      </a>
      <form action={signOut} className="w-full max-[959px]:w-auto">
        <SubmitButton label="Sign out" workingLabel="Signing out" look="plain" className="w-full" />
      </form>
    </div>
  );
}
