import { Notice } from "@/components/ui/notice";
import { BANK } from "./page-messages";

/** An attempt waits for the shopper: go on there, or pay another way here. Only one of them takes money. */
export function BankNotice({ token }: { token: string }) {
  return (
    <Notice tone="info" title={BANK.waitingTitle}>
      <p>{BANK.waiting}</p>
      <p className="mt-2">
        <a className="btn" href={`/checkout/${token}/bank`}>
          {BANK.link}
        </a>
      </p>
    </Notice>
  );
}
