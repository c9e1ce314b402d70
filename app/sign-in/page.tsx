import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AdminBrand } from "@/components/admin/admin-brand";
import { AdminTestBar } from "@/components/admin/admin-frame";
import { SignInForm } from "@/components/admin/sign-in-form";
import { Notice } from "@/components/ui/notice";
import { ownPathOf } from "@/lib/auth/own-path";
import { findMerchant } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { signInAction } from "./actions";
import { FIRST_PAGE, stateOfError } from "./sign-in-state";

// The form names the page: with "Error:" in front after a failed try, without JavaScript too.
export const metadata: Metadata = { title: null, robots: "noindex" };

/** `callbackUrl` and `error` are next-auth's names: its own endpoints send people here with them. */
type Query = { next?: string; callbackUrl?: string; error?: string; welcome?: string };

export default async function SignInPage(props: { searchParams: Promise<Query> }) {
  const query = await props.searchParams;
  const next = ownPathOf(query.next ?? pathOf(query.callbackUrl), FIRST_PAGE);
  if ((await findMerchant()) !== null) redirect(next);
  const isTest = env().SANDBOX_URL !== undefined;
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      {isTest ? <AdminTestBar /> : null}
      <main className="bank signin" id="main">
        <p className="flex">
          <AdminBrand organization={null} />
        </p>
        {query.welcome === "1" ? (
          <div role="status">
            <Notice tone="good" title="You are one of them now">
              Sign in with your e-mail and the password that you chose.
            </Notice>
          </div>
        ) : null}
        <SignInForm action={signInAction} initial={stateOfError(query.error)} next={next} />
        {isTest ? (
          <p className="small muted">
            This shop is a demo: its e-mail and password were printed when it started, and stand in{" "}
            <span className="mono">demo.json</span> beside its data.
          </p>
        ) : null}
      </main>
    </>
  );
}

/** next-auth gives a whole address; only one of ours counts. */
function pathOf(callbackUrl: string | undefined): string | undefined {
  const own = `${env().APP_URL}/`;
  return callbackUrl?.startsWith(own) ? callbackUrl.slice(own.length - 1) : callbackUrl;
}
