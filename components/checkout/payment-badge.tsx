import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { CoinName } from "@/components/ui/coins";
import type { PaymentStatus } from "@/lib/orders/payment-statuses";

const LOOKS: Record<PaymentStatus, { tone: BadgeTone; coin: CoinName; word: string }> = {
  free: { tone: "quiet", coin: "full", word: "Free" },
  unpaid: { tone: "quiet", coin: "dashed", word: "Unpaid" },
  authorized: { tone: "info", coin: "half", word: "Authorized" },
  partially_authorized: { tone: "info", coin: "quarter", word: "Partly authorized" },
  paid: { tone: "good", coin: "full", word: "Paid" },
  partially_paid: { tone: "good", coin: "three-quarters", word: "Partly paid" },
  voided: { tone: "quiet", coin: "struck", word: "Voided" },
  partially_voided: { tone: "quiet", coin: "struck", word: "Partly voided" },
  refunded: { tone: "quiet", coin: "back", word: "Refunded" },
  partially_refunded: { tone: "quiet", coin: "back-part", word: "Partly refunded" },
};

/** An order's payment status as coin and word. */
export function PaymentBadge({ status }: { status: PaymentStatus }) {
  const look = LOOKS[status];
  return (
    <Badge tone={look.tone} coin={look.coin}>
      {look.word}
    </Badge>
  );
}
