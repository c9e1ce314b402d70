/**
 * What differs between the sandbox's answers and a real account's, apart from ids, times and
 * words.
 */
import type { Exchange } from "./validate";

/** One line per difference, exchange by exchange. */
export function differences(ours: readonly Exchange[], theirs: readonly Exchange[]): string[] {
  const lines: string[] = [];
  for (let index = 0; index < Math.max(ours.length, theirs.length); index += 1) {
    const left = ours[index];
    const right = theirs[index];
    const at = `${index + 1}. ${left?.method ?? right?.method} ${left?.path ?? right?.path}`;
    if (left === undefined || right === undefined) {
      lines.push(`${at}: only ${left === undefined ? "the provider" : "the sandbox"} was asked`);
      continue;
    }
    if (left.status !== right.status) {
      lines.push(`${at}: status ${left.status} here, ${right.status} there`);
    }
    lines.push(...bodyDifferences(left.body, right.body).map((line) => `${at}: ${line}`));
  }
  return lines;
}

function bodyDifferences(left: unknown, right: unknown): string[] {
  const ours = flatten(left);
  const theirs = flatten(right);
  const lines: string[] = [];
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const here = ours.get(path) ?? "absent";
    const there = theirs.get(path) ?? "absent";
    if (here !== there) lines.push(`${path} is ${here} here, ${there} there`);
  }
  return lines;
}

function flatten(
  value: unknown,
  path = "",
  found = new Map<string, string>(),
): Map<string, string> {
  if (typeof value !== "object" || value === null) {
    found.set(path, shape(value));
    return found;
  }
  for (const [name, member] of Object.entries(value)) {
    flatten(member, path === "" ? name : `${path}.${name}`, found);
  }
  return found;
}

/** Words of the API count (`succeeded`); ids, times and sentences count by their kind only. */
function shape(value: unknown): string {
  if (typeof value === "string") {
    const prefix = /^([a-z]+_)[A-Za-z0-9]{10,}/.exec(value)?.[1];
    if (prefix !== undefined) return `${prefix}…`;
    return /^[a-z_]{1,40}$/.test(value) ? value : "a text";
  }
  if (typeof value === "number") return value > 1_000_000_000 ? "a time" : String(value);
  return String(value);
}
