/**
 * Strict parameters, declared as data: what is not declared answers 400 `parameter_unknown`. In the
 * parsed object an absent parameter is undefined, an empty one (which clears a field) is null.
 */
import { invalidParameter, missingParameter } from "./errors";
import type { FormObject, FormValue } from "./form";

export interface Param<T> {
  parse(value: FormValue, path: string): T;
}

export type Fields = Record<string, Param<unknown>>;
export type Parsed<F extends Fields> = {
  [K in keyof F]?: F[K] extends Param<infer T> ? T | null : never;
};

/** Reads `form` by `fields`; throws Stripe's own error for the first thing that does not fit. */
export function parseParams<F extends Fields>(fields: F, form: FormObject, path = ""): Parsed<F> {
  const unknown = [...form.keys()].filter((name) => !Object.hasOwn(fields, name));
  if (unknown.length > 0) throw unknownParameters(unknown.map((name) => nested(path, name)));
  const parsed: Record<string, unknown> = {};
  for (const [name, value] of form) {
    const param = fields[name];
    if (param !== undefined)
      parsed[name] = value === "" ? null : param.parse(value, nested(path, name));
  }
  // Each key was parsed by the field of that name just above.
  return parsed as Parsed<F>;
}

function nested(path: string, name: string): string {
  return path === "" ? name : `${path}[${name}]`;
}

function unknownParameters(names: string[]): Error {
  const first = names[0] ?? "";
  const message =
    names.length === 1
      ? `Received unknown parameter: ${first}`
      : `Received unknown parameters: ${names.join(", ")}`;
  return invalidParameter(first, message, "parameter_unknown");
}

/** The value, or Stripe's 400 for a parameter that must be given. */
export function required<T>(value: T | null | undefined, path: string): T {
  if (value === undefined) throw missingParameter(path);
  if (value === null) throw emptyParameter(path);
  return value;
}

function emptyParameter(path: string): Error {
  const message = [
    `You passed an empty string for '${path}'. We assume empty values are an`,
    `attempt to unset a parameter; however '${path}' cannot be unset. You`,
    `should remove '${path}' from your request or supply a non-empty value.`,
  ].join(" ");
  return invalidParameter(path, message, "parameter_invalid_empty");
}

function textOf(value: FormValue, path: string): string {
  if (typeof value === "string") return value;
  throw invalidParameter(path, `Invalid string: ${path}`);
}

export function text(max = 5_000): Param<string> {
  return {
    parse: (value, path) => {
      const given = textOf(value, path);
      if (given.length <= max) return given;
      const message = `Invalid string: must be at most ${max} characters`;
      throw invalidParameter(path, message, "parameter_invalid_string_too_long");
    },
  };
}

export function integer(min = Number.MIN_SAFE_INTEGER): Param<number> {
  return {
    parse: (value, path) => {
      const given = textOf(value, path);
      const number = Number(given);
      if (!/^-?\d+$/.test(given) || !Number.isSafeInteger(number)) {
        throw invalidParameter(path, `Invalid integer: ${given}`, "parameter_invalid_integer");
      }
      if (number >= min) return number;
      const message = `This value must be greater than or equal to ${min}.`;
      throw invalidParameter(path, message, "parameter_invalid_integer");
    },
  };
}

export const boolean: Param<boolean> = {
  parse: (value, path) => {
    if (value === "true" || value === "false") return value === "true";
    const shown = typeof value === "string" ? value : path;
    throw invalidParameter(path, `Invalid boolean: ${shown}`, "parameter_invalid_boolean");
  },
};

export function oneOf<const T extends string>(...values: T[]): Param<T> {
  return {
    parse: (value, path) => {
      const found = values.find((candidate) => candidate === value);
      if (found !== undefined) return found;
      const list = values.length > 1 ? `one of ${values.join(", ")}` : (values[0] ?? "");
      throw invalidParameter(path, `Invalid ${path}: must be ${list}`);
    },
  };
}

export function hash<F extends Fields>(fields: F): Param<Parsed<F>> {
  return {
    parse: (value, path) => {
      if (value instanceof Map) return parseParams(fields, value, path);
      throw invalidParameter(path, `Invalid object`);
    },
  };
}

export function list<T>(item: Param<T>): Param<T[]> {
  return {
    parse: (value, path) => {
      if (!(value instanceof Map)) throw invalidParameter(path, "Invalid array");
      return [...value].map(([index, entry]) => item.parse(entry, `${path}[${index}]`));
    },
  };
}

/** Up to 50 keys of 40 characters and values of 500; an empty value removes its key. */
export const metadata: Param<Record<string, string>> = {
  parse: (value, path) => {
    if (!(value instanceof Map)) throw invalidParameter(path, "Invalid object");
    const entries: [string, string][] = [];
    for (const [key, entry] of value) {
      const given = textOf(entry, `${path}[${key}]`);
      if (key.length > 40 || given.length > 500) {
        const message = "Metadata keys have at most 40 characters and values at most 500.";
        throw invalidParameter(`${path}[${key}]`, message);
      }
      entries.push([key, given]);
    }
    if (entries.length > 50) throw invalidParameter(path, "You can have up to 50 metadata keys.");
    return Object.fromEntries(entries);
  },
};

/** Given at Stripe, not played here: refused aloud rather than ignored. */
export const unmodelled: Param<never> = {
  parse: (_value, path) => {
    throw invalidParameter(path, `This sandbox does not model the parameter ${path}.`);
  },
};

/** Accepted and without effect here, for instance mandate texts. */
export const ignored: Param<true> = { parse: () => true };

/** The metadata after an update: keys are merged, empty values and an empty whole remove. */
export function mergeMetadata(
  current: Record<string, string>,
  change: Record<string, string> | null | undefined,
): Record<string, string> {
  if (change === undefined) return current;
  if (change === null) return {};
  return Object.fromEntries(
    Object.entries({ ...current, ...change }).filter(([, value]) => value !== ""),
  );
}
