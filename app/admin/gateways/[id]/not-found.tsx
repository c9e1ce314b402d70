import { NotThere } from "@/components/admin/not-there";

export default function GatewayNotFound() {
  return (
    <NotThere
      what="gateway"
      advice="It may have been deleted. Look in the list."
      href="/admin/gateways"
    />
  );
}
