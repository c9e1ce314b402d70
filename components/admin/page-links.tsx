import { ButtonLink } from "@/components/ui/button";
import type { PaymentPage } from "@/lib/payments/payment-view";

/** Ways to the neighbouring pages, where there are any. */
export function PageLinks({ page }: { page: Pick<PaymentPage, "olderCursor" | "newerCursor"> }) {
  const { olderCursor, newerCursor } = page;
  if (olderCursor === null && newerCursor === null) return null;
  return (
    <nav className="row justify-end" aria-label="Pages of payments">
      {newerCursor === null ? null : (
        <ButtonLink href={`/admin/payments?newer=${newerCursor}`}>Newer</ButtonLink>
      )}
      {olderCursor === null ? null : (
        <ButtonLink href={`/admin/payments?older=${olderCursor}`}>Older</ButtonLink>
      )}
    </nav>
  );
}
