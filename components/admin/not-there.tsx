import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

/** The page of something that is not there (any more): what it would be, and the way to the list of them. */
export function NotThere(props: { what: string; advice: string; href: string }) {
  const { what, advice, href } = props;
  const title = `${what.charAt(0).toUpperCase()}${what.slice(1)} not found`;
  return (
    <>
      <div className="ad__top">
        <h1>There is no such {what}</h1>
      </div>
      <Empty icon="search" title={title} text={advice}>
        <ButtonLink href={href} look="primary">
          Back to the list
        </ButtonLink>
      </Empty>
    </>
  );
}
