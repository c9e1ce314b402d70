import { NotThere } from "@/components/admin/not-there";

export default function PaymentLinkNotFound() {
  return (
    <NotThere
      what="payment link"
      advice="Check the address, or look for it on the list."
      href="/admin/payment-links"
    />
  );
}
