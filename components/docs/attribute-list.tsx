import type { AttributeFacts, RelationshipFacts } from "@/lib/jsonapi/openapi/facts";

/** Attributes and relationships as rows: name and type, what it says, what may be done with it. */

export function AttributeList({ attributes }: { attributes: readonly AttributeFacts[] }) {
  return (
    <ul className="members">
      {attributes.map((facts) => (
        <li key={facts.name} id={facts.name}>
          <div>
            <code>{facts.name}</code>
            <span className="muted tiny">{isAction(facts) ? "action" : facts.type}</span>
          </div>
          <div>
            <p>{facts.about}</p>
            <p className="tiny muted">{marksOf(facts).join(" · ")}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Offered or not, an action's name begins with an underscore. */
export const isAction = ({ name, isTrigger }: AttributeFacts): boolean =>
  isTrigger || name.startsWith("_");

function marksOf(facts: AttributeFacts): string[] {
  const { isReadable, isCreatable, isUpdatable, isRequired, isTrigger, fixed, notOffered } = facts;
  if (notOffered !== null) return [`not offered here: ${notOffered}`];
  const given = [isCreatable ? "create" : "", isUpdatable ? "update" : ""].filter(Boolean);
  return [
    isTrigger ? "runs with any truthy value" : "",
    isRequired ? "required" : "",
    !isTrigger && given.length > 0 ? `given on ${given.join(" and ")}` : "",
    !isReadable && !isTrigger ? "never returned" : "",
    isReadable && given.length === 0 ? "read only" : "",
    fixed ? `always ${JSON.stringify(fixed.value)} here` : "",
    facts.isRestricted ? "integrations only" : "",
    facts.isSecret ? "null for sales channels" : "",
    facts.isFilterable ? "filter" : "",
    facts.isSortable ? "sort" : "",
  ].filter(Boolean);
}

export function RelationshipList({
  relationships,
}: {
  relationships: readonly RelationshipFacts[];
}) {
  return (
    <ul className="members">
      {relationships.map(({ name, kind, types, isCreatable, isUpdatable, isRequired }) => {
        const given = [isCreatable ? "create" : "", isUpdatable ? "update" : ""].filter(Boolean);
        const marks = [
          isRequired ? "required" : "",
          given.length > 0 ? `given on ${given.join(" and ")}` : "",
        ].filter(Boolean);
        return (
          <li key={name}>
            <div>
              <code>{name}</code>
              <span className="muted tiny">{kind === "one" ? "to one" : "to many"}</span>
            </div>
            <div>
              <p className="docs__types">
                {types.map((type) => (
                  <a key={type} href={`/docs/${type}`}>
                    {type}
                  </a>
                ))}
              </p>
              <p className="tiny muted">{marks.join(" · ")}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
