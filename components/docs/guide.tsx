import { CodeSample, jsonText } from "./code-sample";

/** What holds for every resource. Each number and code comes from the code that keeps it. */
export type GuideFacts = {
  resources: readonly { type: string; about: string | null }[];
  refusals: readonly {
    status: string;
    about: string;
    examples: readonly { code: string }[];
  }[];
  predicates: readonly { name: string; about: string | null }[];
  topics: readonly string[];
  grants: readonly string[];
  limits: {
    pageSize: number;
    pageSizeMax: number;
    sortMax: number;
    filterMax: number;
    valuesMax: number;
    includeDepth: number;
    bodyKiB: number;
    tokenRequests: number;
    tokenSeconds: number;
  };
};

export function Guide({ facts }: { facts: GuideFacts }) {
  return (
    <>
      <header className="stack stack--2">
        <h1>Kassa API</h1>
        <p className="muted">
          JSON:API over orders and their payments, compatible with Commerce Layer&apos;s. Machines
          read <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1); people begin with
          the <a href="/docs/first-payment">first payment</a>.
        </p>
      </header>
      <Tokens facts={facts} />
      <Requests limits={facts.limits} />
      <Lists facts={facts} />
      <Repeating />
      <Errors refusals={facts.refusals} />
      <Webhooks topics={facts.topics} />
      <Resources resources={facts.resources} />
    </>
  );
}

function Tokens({ facts }: { facts: GuideFacts }) {
  const { limits } = facts;
  return (
    <section className="docs__part" aria-labelledby="tokens">
      <h2 id="tokens">Tokens and limits</h2>
      <p>
        <code>POST /oauth/token</code> (OAuth 2.0) answers a bearer token for{" "}
        <code>grant_type</code> {facts.grants.join(", ")}. An <b>integration</b> has a secret and
        may do everything in its mode, test or live. A <b>sales channel</b> has none, so that a
        browser may hold its token: it makes and pays orders and sees only what is theirs.{" "}
        <code>scope</code> narrows a token to markets: <code>market:id:…</code>,{" "}
        <code>market:code:…</code>, or <code>market:all</code>.
      </p>
      <p>
        One address may ask for {limits.tokenRequests} tokens in {limits.tokenSeconds} seconds.
        Where requests are counted, <code>x-ratelimit-limit</code>,{" "}
        <code>x-ratelimit-interval</code> and <code>x-ratelimit-remaining</code> say what is left,
        and 429 has <code>Retry-After</code>. A shop with too much to do answers 503 with{" "}
        <code>Retry-After</code>, and has done nothing.
      </p>
    </section>
  );
}

function Requests({ limits }: { limits: GuideFacts["limits"] }) {
  return (
    <section className="docs__part" aria-labelledby="requests">
      <h2 id="requests">Requests and answers</h2>
      <p>
        Bodies and answers are <code>application/vnd.api+json</code>, bodies of at most{" "}
        {limits.bodyKiB} KiB. Amounts ending in <code>_cents</code> are whole numbers of minor
        units, exact; their <code>_float</code> and <code>formatted_</code> twins are for display.
        Times are UTC. <code>x-trace-id</code> of every answer names the request in logs and
        history.
      </p>
      <p>
        <code>include=line_items,payment_source</code> brings related resources along, by paths of
        at most {limits.includeDepth} levels; <code>fields[orders]=number,status</code> leaves out
        the rest.
      </p>
      <CodeSample
        title="A request"
        text={[
          "GET /api/orders/ABCRtyUpBa?include=line_items&fields[orders]=number,line_items",
          "Authorization: Bearer <token>",
          "Accept: application/vnd.api+json",
        ].join("\n")}
      />
    </section>
  );
}

function Lists({ facts: { limits, predicates } }: { facts: GuideFacts }) {
  return (
    <section className="docs__part" aria-labelledby="lists">
      <h2 id="lists">Lists</h2>
      <p>
        Pages have {limits.pageSize} rows, at most {limits.pageSizeMax} with <code>page[size]</code>
        . <code>links.next</code> leads on; <code>meta.record_count</code> says how many there are.{" "}
        <code>sort=-created_at,number</code> takes up to {limits.sortMax} attributes.
      </p>
      <p>
        <code>filter[q][status_eq]=placed</code> narrows: an attribute, a predicate, a value; up to{" "}
        {limits.filterMax} of them, and all hold. Several attributes are joined by <code>_or_</code>{" "}
        (<code>code_or_name_cont</code>); those of a relationship have its name in front (
        <code>customer_email_eq</code>). Several values, at most {limits.valuesMax}, are separated
        by commas.
      </p>
      <details className="docs__fold">
        <summary>The {predicates.length} predicates</summary>
        <ul className="members">
          {predicates.map(({ name, about }) => (
            <li key={name}>
              <div>
                <code>{name}</code>
              </div>
              <p>{about}</p>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Repeating() {
  return (
    <section className="docs__part" aria-labelledby="idempotency">
      <h2 id="idempotency">Sending it again</h2>
      <p>
        Give a POST or PATCH an <code>Idempotency-Key</code> of your own. The same request under the
        same key is answered as the first time, with <code>Idempotent-Replayed: true</code>, and
        nothing is done twice. Another body under the key is 422; while the first still runs, 409.
        After 5xx, 409 or no answer at all, send the same again.
      </p>
    </section>
  );
}

function Errors({ refusals }: Pick<GuideFacts, "refusals">) {
  const faulty = refusals.find(({ status }) => status === "422")?.examples[0];
  return (
    <section className="docs__part" aria-labelledby="errors">
      <h2 id="errors">Errors</h2>
      <p>
        <code>code</code> is for programs, <code>detail</code> for people, <code>source</code> says
        where: a pointer into the body, a parameter or a header. Everything that is wrong is said at
        once.
      </p>
      {faulty === undefined ? null : (
        <CodeSample title="422" text={jsonText({ errors: [faulty] })} />
      )}
      <ul className="members members--codes">
        {refusals.map(({ status, about, examples }) => (
          <li key={status}>
            <div>
              <b>{status}</b>
            </div>
            <div>
              <p>{about}</p>
              <p className="tiny muted mono docs__wrap">
                {[...new Set(examples.map(({ code }) => code))].join(" · ")}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Webhooks({ topics }: Pick<GuideFacts, "topics">) {
  return (
    <section className="docs__part" aria-labelledby="webhooks">
      <h2 id="webhooks">Webhooks</h2>
      <p>
        A receiver is sent the resource&apos;s document when something happened to it. Check{" "}
        <code>X-CommerceLayer-Signature</code>: the base64 of the body&apos;s HMAC-SHA256 under the
        receiver&apos;s key. Answer 2xx within five seconds; else it comes again, ten times over a
        day, with the same <code>X-Kassa-Event-Id</code>: act on each id once. Topics:
      </p>
      <ul className="docs__topics">
        {topics.map((topic) => (
          <li key={topic}>
            <code>{topic}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Resources({ resources }: Pick<GuideFacts, "resources">) {
  return (
    <section className="docs__part" aria-labelledby="resources">
      <h2 id="resources">Resources</h2>
      <ul className="members">
        {resources.map(({ type, about }) => (
          <li key={type}>
            <div>
              <a href={`/docs/${type}`}>
                <code>{type}</code>
              </a>
            </div>
            <p>{about}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
