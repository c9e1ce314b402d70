import Link from "next/link";
import { PAYMENT } from "./payment-messages";

/** What paying means; opens beside the checkout, so that nothing typed is lost. */
export function Terms() {
  return (
    <p className="tiny muted text-center">
      {PAYMENT.accept}
      <Link href="/notes/terms" target="_blank" prefetch={false}>
        {PAYMENT.terms}
      </Link>
      {PAYMENT.and}
      <Link href="/notes/privacy" target="_blank" prefetch={false}>
        {PAYMENT.privacy}
      </Link>
      .
    </p>
  );
}
