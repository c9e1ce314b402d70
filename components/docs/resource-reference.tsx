import type { JsonObject } from "@/lib/json";
import type { ResourceFacts } from "@/lib/jsonapi/openapi/facts";
import { AttributeList, isAction, RelationshipList } from "./attribute-list";
import { CodeSample, jsonText } from "./code-sample";

export type ResourceExamples = { create: JsonObject | null; answer: JsonObject };

/** Everything about one resource. */
export function ResourceReference({
  facts,
  examples,
}: {
  facts: ResourceFacts;
  examples: ResourceExamples;
}) {
  const { type, about, attributes, relationships, isOpen, methods } = facts;
  const values = attributes.filter((facts) => !isAction(facts));
  const actions = attributes.filter(isAction);
  const leading = relationships.filter(({ types }) => types.length > 0);
  const empty = relationships.filter(({ types }) => types.length === 0);
  return (
    <>
      <header className="stack stack--2">
        <h1>{type}</h1>
        <p className="muted">{about}</p>
      </header>
      <section className="docs__part" aria-labelledby="addresses">
        <h2 id="addresses">Requests</h2>
        <ul className="requests">
          {requestsOf(facts).map(({ method, path, words }) => (
            <li key={`${method} ${path}`}>
              <code>
                <b>{method}</b> {path}
              </code>
              <span className="muted">{words}</span>
            </li>
          ))}
        </ul>
        {methods.collection.includes("GET") && !isOpen ? (
          <p className="small muted">The list is for integrations: sales channels get 401.</p>
        ) : null}
      </section>
      <section className="docs__part" aria-labelledby="attributes">
        <h2 id="attributes">Attributes</h2>
        <AttributeList attributes={values} />
      </section>
      {actions.length === 0 ? null : (
        <section className="docs__part" aria-labelledby="actions">
          <h2 id="actions">Actions</h2>
          <p className="muted">
            Attributes of a PATCH that do something. What the state does not allow is 422.
          </p>
          <AttributeList attributes={actions} />
        </section>
      )}
      <section className="docs__part" aria-labelledby="relationships">
        <h2 id="relationships">Relationships</h2>
        {leading.length === 0 ? <p className="muted">None that leads anywhere.</p> : null}
        <RelationshipList relationships={leading} />
        {empty.length === 0 ? null : (
          <p className="small muted docs__wrap">
            Served for compatibility, and always empty here:{" "}
            {empty.map(({ name }) => name).join(", ")}.
          </p>
        )}
      </section>
      <section className="docs__part" aria-labelledby="examples">
        <h2 id="examples">Examples</h2>
        {examples.create === null ? null : (
          <CodeSample title={`POST /api/${type}`} text={jsonText(examples.create)} />
        )}
        <CodeSample title={`An answer: GET /api/${type}/{id}`} text={jsonText(examples.answer)} />
      </section>
    </>
  );
}

function requestsOf({ type, methods, relationships }: ResourceFacts) {
  const base = `/api/${type}`;
  const words: Readonly<Record<string, string>> = {
    GET: "one of them",
    PATCH: "change it, or run an action",
    DELETE: "delete it",
  };
  const hasMany = relationships.length > 0;
  return [
    ...(methods.collection.includes("GET")
      ? [{ method: "GET", path: base, words: "a list: filters, sorting, pages" }]
      : []),
    ...(methods.collection.includes("POST")
      ? [{ method: "POST", path: base, words: "make one" }]
      : []),
    ...methods.resource.map((method) => ({
      method,
      path: `${base}/{id}`,
      words: words[method] ?? "",
    })),
    ...(hasMany
      ? [
          { method: "GET", path: `${base}/{id}/{relationship}`, words: "what it leads to" },
          {
            method: "GET",
            path: `${base}/{id}/relationships/{relationship}`,
            words: "the same, by type and id only",
          },
        ]
      : []),
  ];
}
