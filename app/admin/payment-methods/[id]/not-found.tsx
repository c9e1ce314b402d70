import { NotThere } from "@/components/admin/not-there";

export default function MethodNotFound() {
  return (
    <NotThere
      what="payment method"
      advice="It may have been deleted. Look in the list."
      href="/admin/payment-methods"
    />
  );
}
