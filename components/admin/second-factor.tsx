import { formatDateTime } from "@/components/ui/format";
import type { Enrolment } from "@/lib/auth/second-factor";
import { type AdminAction, AdminForm } from "./admin-form";
import { CopyText } from "./copy-text";
import { FormText } from "./form-problems";
import { QrPicture } from "./qr-picture";

type Forms = { confirm: AdminAction; end: AdminAction };

/** The code of an app beside the password: set up, or taken away. */
export function SecondFactor(props: { enrolment: Enrolment; forms: Forms; timeZone: string }) {
  const { enrolment, forms, timeZone } = props;
  return (
    <section className="card" aria-labelledby="second-factor">
      <div className="card__head">
        <h2 id="second-factor">Code at sign-in</h2>
      </div>
      <div className="card__body stack">
        {enrolment.state === "on" ? (
          <On enrolment={enrolment} timeZone={timeZone} />
        ) : (
          <Off enrolment={enrolment} />
        )}
        {/* One form for both: the recovery codes that it shows outlive the change. */}
        {enrolment.state === "on" ? (
          <AdminForm action={forms.end} submit={END}>
            <CodeText />
          </AdminForm>
        ) : (
          <AdminForm action={forms.confirm} submit={CONFIRM}>
            <CodeText />
          </AdminForm>
        )}
      </div>
    </section>
  );
}

const CONFIRM = { label: "Ask for a code from now on", workingLabel: "Checking the code" };
const END = {
  label: "Take the code away",
  workingLabel: "Taking it away",
  look: "danger",
} as const;

function On(props: { enrolment: Extract<Enrolment, { state: "on" }>; timeZone: string }) {
  const { enabledAt, codesLeft } = props.enrolment;
  return (
    <>
      <p>
        After your password a code of your app is asked for, since{" "}
        {formatDateTime(enabledAt, props.timeZone)}.
      </p>
      <p className="sub">
        {codesLeft === 1 ? "1 recovery code is left." : `${codesLeft} recovery codes are left.`}
        {codesLeft < 3 ? " Take the code away and set it up anew to get ten." : ""}
      </p>
      <p className="sub">
        Taken away, whoever learns your password could sign in as you. It needs a code, too.
      </p>
    </>
  );
}

function Off(props: { enrolment: Extract<Enrolment, { state: "off" }> }) {
  const { address, key } = props.enrolment;
  return (
    <>
      <p>
        A password alone can be guessed or read over a shoulder. Photograph this with an
        authenticator app, then enter the six digits that it shows.
      </p>
      <QrPicture text={address} title="Square picture with the key of your codes" />
      <p className="sub break-all">
        Or type the key: <CopyText text={key} label="the key" shown={groupsOf(key)} />
      </p>
    </>
  );
}

const groupsOf = (key: string): string => (key.match(/.{1,4}/g) ?? []).join(" ");

function CodeText() {
  return (
    <FormText
      label="Code"
      name="code"
      help="Six digits, like 123 456"
      autoComplete="one-time-code"
      spellCheck={false}
      maxLength={40}
      required
    />
  );
}
