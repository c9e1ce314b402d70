import { PAYMENT } from "./payment-messages";

/** What paying means; opens beside the checkout, so that nothing typed is lost. */
export function Terms() {
  return (
    <p className="tiny muted text-center">
      {PAYMENT.accept}
      <a href="/notes/terms" target="_blank" rel="noopener">
        {PAYMENT.terms}
      </a>
      {PAYMENT.and}
      <a href="/notes/privacy" target="_blank" rel="noopener">
        {PAYMENT.privacy}
      </a>
      .
    </p>
  );
}
