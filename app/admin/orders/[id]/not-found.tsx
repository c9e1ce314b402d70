import { NotThere } from "@/components/admin/not-there";

export default function OrderNotFound() {
  return (
    <NotThere
      what="order"
      advice="Check the address, or find the order by its number in the list."
      href="/admin/orders"
    />
  );
}
