import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

export default function GatewayNotFound() {
  return (
    <>
      <div className="ad__top">
        <h1>There is no such gateway</h1>
      </div>
      <Empty
        icon="search"
        title="Gateway not found"
        text="It may have been deleted. Look in the list."
      >
        <ButtonLink href="/admin/gateways" look="primary">
          Back to gateways
        </ButtonLink>
      </Empty>
    </>
  );
}
