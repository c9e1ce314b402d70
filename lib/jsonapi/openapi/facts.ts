import type { Json } from "../../json";
import { METHODS } from "../endpoints";
import { type Attribute, isWritable, type Relationship, type Resource } from "../resource";
import { targetsOf } from "../selection";
import { ATTRIBUTE_WORDS } from "./attribute-words.data";
import { RESOURCE_WORDS } from "./resource-words.data";

/** What can be said of a resource without asking the database: for the description and for `/docs`. */

export type AttributeFacts = {
  name: string;
  type: Attribute["type"];
  /** One sentence; null: nobody wrote it yet, and a test says so. */
  about: string | null;
  isReadable: boolean;
  isCreatable: boolean;
  isUpdatable: boolean;
  isRequired: boolean;
  isTrigger: boolean;
  /** Refused to sales channels when written. */
  isRestricted: boolean;
  /** Null for sales channels when read. */
  isSecret: boolean;
  isFilterable: boolean;
  isSortable: boolean;
  /** The same for every row. */
  fixed: { value: Json } | null;
  /** Why nothing but null is taken, of what is documented and not offered here. */
  notOffered: string | null;
  attribute: Attribute;
};

export type RelationshipFacts = {
  name: string;
  kind: Relationship["kind"];
  /** Empty: it never leads anywhere here. */
  types: readonly string[];
  /** What a body may call what it leads to. */
  named: readonly string[];
  isCreatable: boolean;
  isUpdatable: boolean;
  isRequired: boolean;
};

export type ResourceFacts = {
  type: string;
  about: string | null;
  methods: { collection: readonly string[]; resource: readonly string[] };
  /** Whether sales channels get lists of it. */
  isOpen: boolean;
  attributes: readonly AttributeFacts[];
  relationships: readonly RelationshipFacts[];
};

export function factsOf(resource: Resource): ResourceFacts {
  const { type, lists } = resource;
  return {
    type,
    about: RESOURCE_WORDS[type] ?? null,
    methods: { collection: METHODS.collection(resource), resource: METHODS.resource(resource) },
    isOpen: lists?.isOpen ?? false,
    attributes: Object.entries(resource.attributes).map(([name, attribute]) =>
      attributeFacts(resource, name, attribute),
    ),
    relationships: Object.entries(resource.relationships).flatMap(([name, relationship]) =>
      relationshipFacts(name, relationship),
    ),
  };
}

function attributeFacts(resource: Resource, name: string, attribute: Attribute): AttributeFacts {
  const { type, lists } = resource;
  const written = "schema" in attribute ? attribute : null;
  return {
    name,
    type: attribute.type,
    about: attributeWords(type, name),
    isReadable: attribute.read !== null,
    isCreatable: isWritable(attribute, "create"),
    isUpdatable: isWritable(attribute, "update"),
    isRequired: written?.required ?? false,
    isTrigger: written?.trigger ?? false,
    isRestricted: written?.restricted ?? false,
    isSecret: attribute.secret ?? false,
    isFilterable: lists?.filter.has(name) ?? false,
    isSortable: lists?.sort.has(name) ?? false,
    fixed: fixedOf(attribute),
    notOffered: notOfferedWords(attribute),
    attribute,
  };
}

const fixedOf = ({ compares }: Attribute): { value: Json } | null =>
  compares && "value" in compares ? compares : null;

/** What never has a value and refuses every kind of one tells why in its refusal. */
function notOfferedWords(attribute: Attribute): string | null {
  if (!("schema" in attribute) || fixedOf(attribute) === null) return null;
  const refusals = [true, "A", 1, {}, []].map((value) => attribute.schema.safeParse(value));
  const [first] = refusals;
  if (first === undefined || refusals.some(({ success }) => success)) return null;
  return first.error?.issues[0]?.message ?? null;
}

/** One that leads to types that are not registered yet is not served. */
function relationshipFacts(name: string, relationship: Relationship): RelationshipFacts[] {
  const { kind, on, write } = relationship;
  const types = on === null ? [] : targetsOf(relationship).map((target) => target.type);
  if (on !== null && types.length === 0) return [];
  return [
    {
      name,
      kind,
      types,
      named: [...types, ...(write?.also ?? [])],
      isCreatable: write !== undefined && write.on !== "update",
      isUpdatable: write !== undefined && write.on !== "create",
      isRequired: write?.required ?? false,
    },
  ];
}

/** An amount's `_float` and `formatted_` say the same as its `_cents`, for display. */
export function attributeWords(type: string, name: string): string | null {
  const own = ATTRIBUTE_WORDS[`${type}.${name}`] ?? ATTRIBUTE_WORDS[name];
  if (own !== undefined) return own;
  const amount = /^(?:formatted_(.+)|(.+)_float)$/.exec(name);
  const base = amount?.[1] ?? amount?.[2];
  if (base === undefined) return null;
  const cents = ATTRIBUTE_WORDS[`${type}.${base}_cents`] ?? ATTRIBUTE_WORDS[`${base}_cents`];
  if (cents === undefined) return null;
  const form = amount?.[1] === undefined ? "as a decimal number, for display" : "as text";
  return cents.replace(/, in minor units\.|\. In minor units\.$/, `, ${form}.`);
}
