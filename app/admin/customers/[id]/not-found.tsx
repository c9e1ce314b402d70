import { NotThere } from "@/components/admin/not-there";

export default function CustomerNotFound() {
  return (
    <NotThere
      what="customer"
      advice="Check the address, or find them by their e-mail in the list."
      href="/admin/customers"
    />
  );
}
