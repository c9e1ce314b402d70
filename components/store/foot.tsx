import { NOTES } from "./notes";

/** The same few links under every page. */
export function Foot() {
  return (
    <footer className="foot no-print">
      {NOTES.filter((note) => note.inFoot).map((note) => (
        <a key={note.slug} href={`/notes/${note.slug}`}>
          {note.short}
        </a>
      ))}
      <span className="push">Runs on Kassa</span>
    </footer>
  );
}
