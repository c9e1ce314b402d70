import { CodeSample } from "./code-sample";
import type { FirstPaymentStep } from "./first-payment-steps";

/** Seven steps from nothing to money taken. */
export function FirstPayment({
  steps,
  isDemo,
}: {
  steps: readonly FirstPaymentStep[];
  isDemo: boolean;
}) {
  return (
    <>
      <header className="stack stack--2">
        <h1>First payment</h1>
        <p className="muted">
          From nothing to money taken, in {steps.length} steps: with curl, or with the official
          client, <code>npm install @commercelayer/sdk</code>. Each step goes on where the one
          before ended.
        </p>
        <p className="muted">
          Set <code>CLIENT_ID</code> and <code>CLIENT_SECRET</code> of an integration in your shell
          first.
          {isDemo ? (
            <>
              {" "}
              The demo shop&apos;s are in <code>.data/demo.json</code>.
            </>
          ) : null}
        </p>
      </header>
      <ol className="docs__steps">
        {steps.map(({ title, about, curl, script }, index) => (
          <li key={title}>
            <h2>
              <span className="muted">{index + 1}.</span> {title}
            </h2>
            <p className="muted">{about}</p>
            <CodeSample title={`curl: ${title}`} text={curl} kind="curl" />
            <CodeSample title={`JavaScript: ${title}`} text={script} kind="script" />
          </li>
        ))}
      </ol>
      <p className="muted">
        Next: give a request an <code>Idempotency-Key</code>, so that sending it again does nothing
        twice; and let your systems be told of payments: <a href="/docs#webhooks">webhooks</a>.
      </p>
    </>
  );
}
