import type { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../json";
import { err, ok, type Result } from "../result";
import {
  type ApiError,
  accessDenied,
  attributeError,
  badRequest,
  clientIdRefused,
  keyMismatch,
  relationshipError,
  typeConflict,
  validationError,
} from "./api-error";
import { pointerTo } from "./pointer";
import {
  isWritable,
  type Reference,
  type Resource,
  type WritableAttribute,
  type WriteInput,
} from "./resource";

type Writing = { on: "create"; id: null } | { on: "update"; id: string };
type Input = WriteInput<Record<string, WritableAttribute>>;

/**
 * What a body may change, checked against the resource's own file; every fault at once, each with
 * its pointer.
 */
export function readWrite(
  resource: Resource,
  data: JsonObject,
  writing: Writing,
  { isIntegration }: { isIntegration: boolean },
): Result<Input, readonly ApiError[]> {
  const misfit = misfitOf(resource, data, writing);
  if (misfit) return err([misfit]);
  const given = data.attributes ?? {};
  const related = data.relationships ?? {};
  if (!isJsonObject(given) || !isJsonObject(related)) return err([badRequest("not_a_document")]);
  const attributes = readAttributes(resource, given, writing.on, isIntegration);
  const references = readReferences(resource, related, writing.on);
  const errors = [...attributes.errors, ...references.errors];
  if (errors.length > 0) return err(errors);
  return ok({ attributes: attributes.value, references: references.value });
}

function misfitOf(resource: Resource, data: JsonObject, writing: Writing): ApiError | null {
  const strange = Object.keys(data).find(
    (key) => !["type", "id", "attributes", "relationships", "meta", "links"].includes(key),
  );
  if (strange !== undefined) {
    return validationError(pointerTo("data", strange), "is not a permitted member", {
      error: "unknown",
    });
  }
  if (data.type === undefined) {
    return validationError("/data/type", "can't be blank", { error: "blank" });
  }
  if (data.type !== resource.type) return typeConflict(resource.type);
  if (writing.on === "create") return data.id === undefined ? null : clientIdRefused();
  return data.id === undefined || data.id === writing.id ? null : keyMismatch();
}

type Read<T> = { value: T; errors: readonly ApiError[] };

function readAttributes(
  resource: Resource,
  given: JsonObject,
  on: "create" | "update",
  isIntegration: boolean,
): Read<Input["attributes"]> {
  const value: Record<string, unknown> = {};
  const errors: ApiError[] = [];
  for (const [name, raw] of Object.entries(given)) {
    const attribute = Object.hasOwn(resource.attributes, name)
      ? resource.attributes[name]
      : undefined;
    if (!attribute || !isWritable(attribute, on)) {
      errors.push(attributeError(name, "is not a permitted attribute", "unknown"));
    } else if (attribute.restricted && !isIntegration) {
      const detail = `${name} is for integrations only.`;
      errors.push(accessDenied(detail, pointerTo("data", "attributes", name)));
    } else if (attribute.trigger) {
      if (isMeant(raw)) value[name] = true;
    } else if (raw === null) {
      // Absent, when something is made; cleared, when it is changed.
      if (on === "update") value[name] = null;
    } else {
      const parsed = attribute.schema.safeParse(raw);
      if (parsed.success) value[name] = parsed.data;
      else errors.push(...parsed.error.issues.map((issue) => issueError(name, issue)));
    }
  }
  for (const [name, attribute] of Object.entries(resource.attributes)) {
    if (!isWritable(attribute, on) || !attribute.required) continue;
    const isMissing = on === "create" ? isBlank(given[name]) : given[name] === null;
    if (isMissing && (value[name] ?? null) === null)
      errors.push(attributeError(name, "can't be blank", "blank"));
  }
  return { value: value as Input["attributes"], errors: withoutRepeats(errors) };
}

const isBlank = (value: Json | undefined): boolean => value === undefined || value === null;

/** `true`, `1`, `"true"` and whatever else is truthy; the text "false" is not. */
const isMeant = (value: Json): boolean => Boolean(value) && value !== "false" && value !== "0";

/** The first fault of each place is enough: a blank required text is not also too short. */
function withoutRepeats(errors: readonly ApiError[]): ApiError[] {
  const seen = new Set<string>();
  return errors.filter((error) => {
    const pointer = error.source && "pointer" in error.source ? error.source.pointer : "";
    return seen.has(pointer) ? false : Boolean(seen.add(pointer));
  });
}

function issueError(name: string, issue: z.core.$ZodIssue): ApiError {
  const pointer = pointerTo("data", "attributes", name, ...issue.path.map(String));
  if (issue.code === "invalid_type") {
    return validationError(pointer, `must be a ${issue.expected}`, { error: "invalid_type" });
  }
  if (issue.code === "too_big") {
    const count = Number(issue.maximum);
    const title = `is too long (maximum is ${count} characters)`;
    return validationError(pointer, title, { error: "too_long", count });
  }
  return validationError(pointer, issue.message, { error: "invalid" });
}

function readReferences(
  resource: Resource,
  given: JsonObject,
  on: "create" | "update",
): Read<Partial<Record<string, Reference | null>>> {
  const value: Partial<Record<string, Reference | null>> = {};
  const errors: ApiError[] = [];
  for (const [name, raw] of Object.entries(given)) {
    const relationship = Object.hasOwn(resource.relationships, name)
      ? resource.relationships[name]
      : undefined;
    const write = relationship?.write;
    if (!write || (write.on !== "both" && write.on !== on)) {
      errors.push(relationshipError(name, "is not a permitted relationship", "unknown"));
      continue;
    }
    const read = readReference(raw, [...relationship.types, ...(write.also ?? [])]);
    if (read.ok) value[name] = read.value;
    else errors.push(relationshipError(name, read.error, "invalid"));
  }
  for (const [name, { write }] of Object.entries(resource.relationships)) {
    if (!write?.required || on !== "create" || value[name]) continue;
    errors.push(relationshipError(name, "can't be blank", "blank"));
  }
  return { value, errors: withoutRepeats(errors) };
}

function readReference(raw: Json, types: readonly string[]): Result<Reference | null, string> {
  if (!isJsonObject(raw) || !("data" in raw)) return err("must have a data member");
  const { data } = raw;
  if (data === null || data === undefined) return ok(null);
  if (!isJsonObject(data) || typeof data.id !== "string" || data.id === "") {
    return err("must be a resource identifier with a type and an id");
  }
  const { id, type } = data;
  if (typeof type !== "string" || !types.includes(type)) {
    return err(`must be of type ${types.join(" or ")}`);
  }
  return ok({ type, id });
}
