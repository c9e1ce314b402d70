import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

export default function PaymentLinkNotFound() {
  return (
    <>
      <div className="ad__top">
        <h1>There is no such payment link</h1>
      </div>
      <Empty
        icon="search"
        title="Payment link not found"
        text="Check the address, or look for it on the list."
      >
        <ButtonLink href="/admin/payment-links" look="primary">
          Back to payment links
        </ButtonLink>
      </Empty>
    </>
  );
}
