import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

export default function PaymentNotFound() {
  return (
    <>
      <div className="ad__top">
        <h1>There is no such payment</h1>
      </div>
      <Empty
        icon="search"
        title="Payment not found"
        text="Check the address, or find the payment by its order number in the list."
      >
        <ButtonLink href="/admin/payments" look="primary">
          Back to payments
        </ButtonLink>
      </Empty>
    </>
  );
}
