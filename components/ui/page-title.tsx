/** The page's title where a form's state decides it: React puts it into the head, without JavaScript too. */
export function PageTitle({ title, hasError }: { title: string; hasError: boolean }) {
  return <title>{hasError ? `Error: ${title}` : title}</title>;
}
