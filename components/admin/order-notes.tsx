import type { ReactNode } from "react";
import { formatDateTime } from "@/components/ui/format";
import type { OrderNote } from "@/lib/desk/order-view";

/** What people of the shop wrote down; `children`: the key that adds another. */
export function OrderNotes(props: {
  notes: readonly OrderNote[];
  timeZone: string;
  children: ReactNode;
}) {
  return (
    <section className="card" aria-labelledby="notes">
      <div className="card__head">
        <h2 id="notes">Notes</h2>
        <span className="push" />
        {props.children}
      </div>
      <div className="card__body">
        {props.notes.length === 0 ? (
          <p className="muted">Nothing is written down. Only people of the shop read notes.</p>
        ) : (
          <ul className="list-none m-0 p-0" aria-label="Notes, the newest first">
            {props.notes.map(({ id, text, author, createdAt }) => (
              <li key={id} className="note">
                {text}
                <p className="sub">
                  {author ?? "Somebody of the shop"} ·{" "}
                  <time dateTime={createdAt.toISOString()}>
                    {formatDateTime(createdAt, props.timeZone)}
                  </time>
                </p>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
