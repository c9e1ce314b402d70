import type { ReactNode } from "react";
import { STORE } from "@/components/store/messages";
import { ShopTestBar } from "@/components/store/test-cards";
import { env } from "@/lib/env";

export default function StoreLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#main">
        {STORE.skip}
      </a>
      {env().SANDBOX_URL === undefined ? null : <ShopTestBar />}
      <div className="shop">{children}</div>
    </>
  );
}
