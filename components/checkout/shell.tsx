import Link from "next/link";
import type { ReactNode } from "react";
import { Foot } from "@/components/store/foot";
import { SHOP } from "@/components/store/shop";
import { Brand } from "@/components/ui/brand";
import { Icon } from "@/components/ui/icon";
import { TestBar } from "@/components/ui/test-bar";
import { CHECKOUT } from "./messages";

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
        {props.skip ?? CHECKOUT.skip}
      </a>
      {props.isTest ? (
        <TestBar badge={CHECKOUT.testBadge}>
          {CHECKOUT.testBefore}
          <b className="nowrap">4242 4242 4242 4242</b>
          {CHECKOUT.testAfter}
        </TestBar>
      ) : null}
      <header className="till">
        <div className="till__in">
          <Brand name={SHOP.name} href="/" />
          <p className="secure push">
            <Icon name="lock" size={16} />
            <span>{props.secure ?? CHECKOUT.secure}</span>
          </p>
          <Link className="btn btn--quiet step__edit" href={props.way.href} prefetch={false}>
            {props.way.label}
          </Link>
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
