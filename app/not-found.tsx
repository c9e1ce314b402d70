import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

/** Next's own 404 page has style attributes, which the policy forbids. */
export default function NotFound() {
  return (
    <main className="bank" id="main">
      {/* Not as metadata: a page that calls `notFound` does not read it. */}
      <title>Page not found</title>
      <h1>There is nothing at this address</h1>
      <Empty
        icon="search"
        title="Page not found"
        text="Check the address, or start again from the shop. An order's link works only in full."
      >
        <ButtonLink href="/" look="primary">
          Go to the shop
        </ButtonLink>
      </Empty>
    </main>
  );
}
