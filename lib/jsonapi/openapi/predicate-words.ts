import { PREDICATE_NAMES } from "../lists/predicates";

/** What the predicates of `filter[q]` mean. */
const WORDS: Readonly<Record<string, string>> = {
  eq: "is the value",
  not_eq: "is another value",
  in: "is one of the values, which commas separate",
  not_in: "is none of the values",
  not_in_or_null: "is none of the values, or there is none",
  matches: "matches the pattern; % is any text, _ any sign",
  does_not_match: "does not match the pattern",
  lt: "is less, or earlier",
  lteq: "is at most, or not later",
  gt: "is greater, or later",
  gteq: "is at least, or not earlier",
  start: "starts with the text",
  not_start: "does not start with the text",
  end: "ends with the text",
  not_end: "does not end with the text",
  cont: "contains the text",
  not_cont: "does not contain the text",
  present: "with true: there is a value that is not empty",
  blank: "with true: there is none, or an empty one",
  null: "with true: there is no value",
  not_null: "with true: there is a value",
  true: "with true: it is true",
  false: "with true: it is false",
  jcont: "contains the JSON object",
};

function aboutOf(name: string): string | null {
  const own = WORDS[name];
  if (own !== undefined) return own;
  const several = /^(.+)_(any|all)$/.exec(name);
  const base = several ? WORDS[several[1] ?? ""] : undefined;
  if (base === undefined) return null;
  const which = several?.[2] === "any" ? "at least one" : "each";
  return `${base}: of ${which} of several, which commas separate`;
}

/** All that are offered, in the order of the words above; one without words says null. */
export const predicateFacts = (): { name: string; about: string | null }[] => {
  const order = Object.keys(WORDS);
  const rank = (name: string) => order.indexOf(name.replace(/_(any|all)$/, ""));
  return [...PREDICATE_NAMES]
    .sort((a, b) => rank(a) - rank(b) || a.length - b.length)
    .map((name) => ({ name, about: aboutOf(name) }));
};
