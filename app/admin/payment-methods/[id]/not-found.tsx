import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

export default function MethodNotFound() {
  return (
    <>
      <div className="ad__top">
        <h1>There is no such payment method</h1>
      </div>
      <Empty
        icon="search"
        title="Payment method not found"
        text="It may have been deleted. Look in the list."
      >
        <ButtonLink href="/admin/payment-methods" look="primary">
          Back to payment methods
        </ButtonLink>
      </Empty>
    </>
  );
}
