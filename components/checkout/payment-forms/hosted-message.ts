import type { CardToken } from "./card-fields";

/** What hosted fields tell the page around them. */
export type FieldsMessage =
  | { type: "ready" }
  /** Enter was pressed in a field: as in any form, it sends. */
  | { type: "enter" }
  | { type: "change"; complete: boolean }
  | { type: "height"; height: number }
  | { type: "result"; token: CardToken }
  | { type: "error"; message: string | null };

const HEIGHT_MIN = 60;
const HEIGHT_MAX = 800;

const textOf = (value: unknown): string | null =>
  typeof value === "string" && value.length > 0 && value.length <= 300 ? value : null;

function tokenOf(result: unknown): CardToken | null {
  if (typeof result !== "object" || result === null || !("kind" in result)) return null;
  if (result.kind === "confirmation_token" && "id" in result) {
    const id = textOf(result.id);
    return id === null ? null : { kind: "confirmation_token", id };
  }
  if (result.kind === "token" && "token" in result) {
    const token = textOf(result.token);
    return token === null ? null : { kind: "token", token };
  }
  return null;
}

/**
 * Reads a message of the frame; null for everything that is not one: another sender, another nonce, another shape.
 * The caller has checked origin and source already.
 */
export function readFieldsMessage(raw: unknown, nonce: string): FieldsMessage | null {
  if (typeof raw !== "object" || raw === null) return null;
  const message: Record<string, unknown> = { ...raw };
  if (message.source !== "kassa-fields" || message.nonce !== nonce) return null;
  switch (message.type) {
    case "ready":
    case "enter":
      return { type: message.type };
    case "change":
      return { type: "change", complete: message.complete === true };
    case "height": {
      const { height } = message;
      if (typeof height !== "number" || !Number.isFinite(height)) return null;
      return { type: "height", height: Math.min(HEIGHT_MAX, Math.max(HEIGHT_MIN, height)) };
    }
    case "result": {
      const token = tokenOf(message.result);
      return token === null ? null : { type: "result", token };
    }
    case "error":
      return { type: "error", message: textOf(message.message) };
    default:
      return null;
  }
}
