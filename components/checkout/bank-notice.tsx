import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import { BANK } from "./messages";

/** An attempt waits for the shopper: go on there, or pay another way here. Only one of them takes money. */
export function BankNotice({ token }: { token: string }) {
  return (
    <Notice tone="info" title={BANK.waitingTitle}>
      <p>{BANK.waiting}</p>
      <p className="mt-2">
        <Link className="btn" href={`/checkout/${token}/bank`} prefetch={false}>
          {BANK.link}
        </Link>
      </p>
    </Notice>
  );
}
