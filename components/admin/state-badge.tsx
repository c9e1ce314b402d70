import { Badge } from "@/components/ui/badge";
import type { PaymentState } from "@/lib/payments/payment-view";
import type { DeclineCode } from "@/lib/providers/decline";
import { DECLINE_WORDS, STATE_SIGNS } from "./states";

export function StateBadge({ state }: { state: PaymentState }) {
  const { word, coin, tone } = STATE_SIGNS[state];
  return (
    <Badge tone={tone} coin={coin}>
      {word}
    </Badge>
  );
}

/** What the word leaves open: why it was declined, who is waited for. */
export const stateNote = (state: PaymentState, decline: DeclineCode | null): string | null =>
  decline === null ? STATE_SIGNS[state].note : DECLINE_WORDS[decline];
