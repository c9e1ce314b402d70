import { ButtonLink } from "@/components/ui/button";

/** Ways to the neighbouring pages of a list, where there are any; what it is narrowed to goes along. */
export function Pager(props: {
  page: { olderCursor: string | null; newerCursor: string | null };
  path: string;
  query: URLSearchParams;
  /** "Pages of orders". */
  label: string;
}) {
  const { olderCursor, newerCursor } = props.page;
  if (olderCursor === null && newerCursor === null) return null;
  const to = (name: "older" | "newer", cursor: string) =>
    `${props.path}?${new URLSearchParams([...props.query, [name, cursor]])}`;
  return (
    <nav className="row justify-end" aria-label={props.label}>
      {newerCursor === null ? null : <ButtonLink href={to("newer", newerCursor)}>Newer</ButtonLink>}
      {olderCursor === null ? null : <ButtonLink href={to("older", olderCursor)}>Older</ButtonLink>}
    </nav>
  );
}
