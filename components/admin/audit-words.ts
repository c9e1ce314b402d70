import type { JsonObject } from "@/lib/json";
import type { AuditLine } from "@/lib/people/audit-queries";

/** `gateway.updated` is "Gateway updated": the history's own names, as words. */
export function actionWords(name: string): string {
  const words = name.replaceAll(".", " ").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Where one sees what it was done to; null where nothing shows it by itself. */
export function placeOf({ resourceType, resourceId, orderId }: AuditLine): string | null {
  switch (resourceType) {
    case "users":
      return `/admin/people/${resourceId}`;
    case "customers":
      return `/admin/customers/${resourceId}`;
    default:
      if (resourceType.endsWith("_payments")) return `/admin/payments/${resourceId}`;
      if (resourceType.endsWith("_gateways")) return `/admin/gateways/${resourceId}`;
      return orderId === null ? null : `/admin/orders/${orderId}`;
  }
}

const SHOWN_MAX = 60;

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return "nothing";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
};

const isPair = (value: unknown): value is readonly [unknown, unknown] =>
  Array.isArray(value) && value.length === 2;

/** "role: operator → viewer", a line for each; nothing where nothing is told. */
export const changeWords = (changes: JsonObject): string[] =>
  Object.entries(changes).map(([name, value]) => {
    const what = name.replaceAll("_", " ");
    if (!isPair(value)) return `${what}: ${textOf(value)}`;
    const [before, after] = value;
    return before === null
      ? `${what}: ${textOf(after)}`
      : `${what}: ${textOf(before)} → ${textOf(after)}`;
  });
