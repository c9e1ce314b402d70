import { z } from "zod";
import { GATEWAY_TYPES, type GatewayType } from "@/lib/gateway-types";
import type { GatewayKey } from "@/lib/gateways/gateway";
import type { ConfigField } from "@/lib/gateways/gateway-kinds";
import type { Json, JsonObject } from "@/lib/json";

export const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

const modeSchema = z.enum(["test", "live"]);
const idSchema = z.string().regex(/^[A-Za-z]{10}$/);
const typeSchema = z.enum(GATEWAY_TYPES as [GatewayType, ...GatewayType[]]);
const keySchema = z.object({ id: idSchema, type: typeSchema, mode: modeSchema });

/** Which gateway a form is about; null for what none of our forms says. */
export function keyIn(form: FormData): GatewayKey | null {
  const given = { id: textIn(form, "id"), type: textIn(form, "type"), mode: textIn(form, "mode") };
  const read = keySchema.safeParse(given);
  return read.success ? read.data : null;
}

/** How a secret ended when its page was made; null: there was none. */
export const seenEndIn = (form: FormData): string | null => textIn(form, "seen_end") || null;

/** What was entered, in the API's names: a secret left empty is not touched, anything else left empty is cleared. */
export function configIn(form: FormData, fields: readonly ConfigField[]): JsonObject {
  const entries = fields.flatMap((field): [string, Json][] => {
    const text = textIn(form, field.name);
    if (field.isSecret && text === "") return [];
    return [[field.name, givenOf(field, text, form.has(field.name))]];
  });
  return Object.fromEntries(entries);
}

function givenOf({ kind, isRequired }: ConfigField, text: string, isSent: boolean): Json {
  switch (kind) {
    case "flag":
      return isSent;
    case "count":
      return text === "" ? null : /^\d{1,9}$/.test(text) ? Number(text) : text;
    case "list":
      return text === "" ? null : text.split(",").map((part) => part.trim());
    case "text":
    case "words":
    case "address":
      return text === "" && !isRequired ? null : text;
    default:
      throw new Error(`Unknown: ${kind satisfies never}`);
  }
}
