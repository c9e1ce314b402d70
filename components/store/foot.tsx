import Link from "next/link";
import { NOTES } from "./notes";

/** The same few links under every page. */
export function Foot() {
  return (
    <footer className="foot no-print">
      {NOTES.filter((note) => note.inFoot).map((note) => (
        <Link key={note.slug} href={`/notes/${note.slug}`} prefetch={false}>
          {note.short}
        </Link>
      ))}
      <span className="push">Runs on Kassa</span>
    </footer>
  );
}
