import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

export default function CustomerNotFound() {
  return (
    <>
      <div className="ad__top">
        <h1>There is no such customer</h1>
      </div>
      <Empty
        icon="search"
        title="Customer not found"
        text="Check the address, or find them by their e-mail in the list."
      >
        <ButtonLink href="/admin/customers" look="primary">
          Back to customers
        </ButtonLink>
      </Empty>
    </>
  );
}
