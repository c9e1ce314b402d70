import { NotThere } from "@/components/admin/not-there";

export default function PaymentNotFound() {
  return (
    <NotThere
      what="payment"
      advice="Check the address, or find the payment by its order number in the list."
      href="/admin/payments"
    />
  );
}
