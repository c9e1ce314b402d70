"use client";

import { useEffect } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** The last net: what went wrong is logged on the server, and no one pays twice by loading a page again. */
export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
  useEffect(() => {
    document.title = "Error: this page did not load";
  }, []);
  return (
    <main className="bank" id="main" data-digest={"digest" in error ? String(error.digest) : ""}>
      <h1>This page did not load</h1>
      <Notice tone="bad" title="Nothing you did is lost">
        <p>Load it again. If you were paying: you are still charged once.</p>
      </Notice>
      <div className="row row--wrap">
        <Button look="primary" onClick={reset}>
          Load it again
        </Button>
        <ButtonLink href="/" look="quiet" prefetch={false}>
          Go to the shop
        </ButtonLink>
      </div>
    </main>
  );
}
