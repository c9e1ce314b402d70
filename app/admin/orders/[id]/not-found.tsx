import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

export default function OrderNotFound() {
  return (
    <>
      <div className="ad__top">
        <h1>There is no such order</h1>
      </div>
      <Empty
        icon="search"
        title="Order not found"
        text="Check the address, or find the order by its number in the list."
      >
        <ButtonLink href="/admin/orders" look="primary">
          Back to orders
        </ButtonLink>
      </Empty>
    </>
  );
}
