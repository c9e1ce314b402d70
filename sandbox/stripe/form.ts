/**
 * Form bodies and queries as Stripe reads them: `a[b]=c`, `a[0]=b`, `a[]=b`, brackets raw or
 * encoded.
 */
import { StripeError } from "./errors";

export type FormValue = string | FormObject;
export type FormObject = Map<string, FormValue>;

const PAIRS_MAX = 1_000;
const DEPTH_MAX = 10;

/** Throws a 400 for a body that cannot be read as a form. The last of two equal keys wins. */
export function decodeForm(text: string): FormObject {
  const root: FormObject = new Map();
  const pairs = [...new URLSearchParams(text)];
  if (pairs.length > PAIRS_MAX) throw malformed("Too many parameters.");
  for (const [name, value] of pairs) place(root, pathOf(name), value);
  return root;
}

/** `card[number]` → ["card", "number"]. */
function pathOf(name: string): string[] {
  const open = name.indexOf("[");
  if (open === -1) return [name];
  const rest = name.slice(open);
  if (open === 0 || !/^(\[[^[\]]*\])+$/.test(rest)) throw malformed(`Invalid parameter: ${name}`);
  const inner = rest.slice(1, -1).split("][");
  if (inner.length > DEPTH_MAX) throw malformed(`Parameter nested too deeply: ${name}`);
  return [name.slice(0, open), ...inner];
}

function place(root: FormObject, path: string[], value: string): void {
  let target = root;
  for (const [index, part] of path.entries()) {
    // `a[]=x&a[]=y` are the next places of a list.
    const key = part === "" && index > 0 ? String(target.size) : part;
    if (index === path.length - 1) {
      target.set(key, value);
      return;
    }
    const next = target.get(key);
    if (next instanceof Map) target = next;
    else {
      const made: FormObject = new Map();
      target.set(key, made);
      target = made;
    }
  }
}

function malformed(message: string): StripeError {
  return new StripeError(400, { type: "invalid_request_error", message }, false);
}

/** One text for equal parameters in any order, to compare idempotent requests. */
export function canonicalForm(form: FormObject): string {
  const entries = [...form].sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify(
    entries.map(([key, value]) => [key, value instanceof Map ? canonicalForm(value) : value]),
  );
}
