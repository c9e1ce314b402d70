import { Badge } from "@/components/ui/badge";
import type { SessionView } from "@/lib/people/people-queries";
import { ActionDialog, type AdminAction } from "./admin-form";
import { relativeTime, shortTime } from "./times";

/** In which browsers somebody is signed in. `end` null where this role may not end them. */
export function Sessions(props: {
  sessions: readonly SessionView[];
  userId: string;
  now: Date;
  timeZone: string;
  end: AdminAction | null;
}) {
  const { sessions, userId, now, timeZone, end } = props;
  const others = sessions.filter(({ isThis }) => !isThis);
  return (
    <section className="card" aria-labelledby="sessions">
      <div className="card__head">
        <h2 id="sessions">Signed in</h2>
        <span className="push muted tiny">
          {sessions.length === 1 ? "1 browser" : `${sessions.length} browsers`}
        </span>
      </div>
      <div className="card__body stack">
        {sessions.length === 0 ? <p className="muted">Nowhere at the moment.</p> : null}
        <ul className="stack">
          {sessions.map((session) => (
            <li key={session.id} className="row row--wrap gap-3">
              <div className="min-w-0 flex-1">
                <b className="strong">{browserOf(session.userAgent)}</b>{" "}
                {session.isThis ? <Badge tone="info">This one</Badge> : null}
                <p className="sub">
                  {placeOf(session.address)} · since {shortTime(session.startedAt, now, timeZone)} ·
                  last used {relativeTime(session.lastSeenAt, now)}
                </p>
              </div>
              {end === null || session.isThis ? null : (
                <EndDialog
                  label="Sign out…"
                  title={`Sign out ${browserOf(session.userAgent)}?`}
                  end={end}
                  hidden={{ user: userId, session: session.id }}
                />
              )}
            </li>
          ))}
        </ul>
        {end === null || others.length < 2 ? null : (
          <EndDialog
            label="Sign out everywhere else…"
            title={`Sign out ${others.length} browsers?`}
            end={end}
            hidden={{ user: userId }}
          />
        )}
      </div>
    </section>
  );
}

/** Loopback, as addresses are kept: of IPv6 the network alone. */
const OWN_MACHINE: ReadonlySet<string> = new Set(["127.0.0.1", "0:0:0:0::/64"]);

function placeOf(address: string | null): string {
  if (address === null) return "Address unknown";
  return OWN_MACHINE.has(address) ? "This machine" : address;
}

function EndDialog(props: {
  label: string;
  title: string;
  end: AdminAction;
  hidden: Readonly<Record<string, string>>;
}) {
  return (
    <ActionDialog
      trigger={{ label: props.label }}
      title={props.title}
      submit={{ label: "Sign out", workingLabel: "Signing out", look: "danger" }}
      action={props.end}
      hidden={props.hidden}
    >
      <p>At its next page it asks for the password again. Nothing that was saved is lost.</p>
    </ActionDialog>
  );
}

const BROWSERS = [
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
] as const;
const SYSTEMS = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Mac OS X/, "macOS"],
  [/Windows/, "Windows"],
  [/Linux/, "Linux"],
] as const;

/** "Firefox on Linux", as far as the browser says it. */
export function browserOf(userAgent: string | null): string {
  const name = BROWSERS.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1];
  if (name === undefined) return "A browser";
  return system === undefined ? name : `${name} on ${system}`;
}
