/** Where one would look for the keys to change something, and one's role has none. */
export function OwnersOnly({ what }: { what: string }) {
  return <p className="muted">{what} are changed by an owner of the shop. You may look.</p>;
}
