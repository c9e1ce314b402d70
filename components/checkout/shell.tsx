import type { ReactNode } from "react";
import { Foot } from "@/components/store/foot";
import { SHOP } from "@/components/store/shop";
import { Brand } from "@/components/ui/brand";
import { Icon } from "@/components/ui/icon";
import { TestBar } from "@/components/ui/test-bar";
import { PAGE } from "./page-messages";

/** Head and foot of every page of an order. */
export function CheckoutShell(props: {
  isTest: boolean;
  skip?: string;
  /** Beside the lock. */
  secure?: string;
  way: { href: string; label: string };
  fold?: ReactNode;
  side?: ReactNode;
  sideLabel?: string;
  /** True where the side stays on a phone: the receipt. */
  keepsSide?: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <a className="skip" href="#main">
        {props.skip ?? PAGE.skip}
      </a>
      {props.isTest ? (
        <TestBar badge={PAGE.testBadge}>
          {PAGE.testBefore}
          <b className="nowrap">4242 4242 4242 4242</b>
          {PAGE.testAfter}
        </TestBar>
      ) : null}
      <header className="till">
        <div className="till__in">
          <Brand name={SHOP.name} href="/" />
          <p className="secure push">
            <Icon name="lock" size={16} />
            <span>{props.secure ?? PAGE.secure}</span>
          </p>
          <a className="btn btn--quiet step__edit" href={props.way.href}>
            {props.way.label}
          </a>
        </div>
      </header>
      <div className="co">
        {props.fold}
        <main className="co__main" id="main">
          {props.children}
        </main>
        {props.side === undefined ? null : (
          <aside
            className={props.keepsSide ? "co__side co__side--keep" : "co__side"}
            aria-label={props.sideLabel}
          >
            {props.side}
          </aside>
        )}
        <Foot />
      </div>
    </>
  );
}
