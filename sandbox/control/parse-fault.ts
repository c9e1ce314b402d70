import { type Fault, type FaultKind, REQUEST_FAULTS, WEBHOOK_FAULTS } from "../core/faults";

const PROVIDERS = ["stripe", "checkout_com", "external"] as const;
const KINDS: readonly FaultKind[] = [...REQUEST_FAULTS, ...WEBHOOK_FAULTS];
const COUNT_MAX = 1_000;
const DELAY_MAX_MS = 600_000;

export type ParsedFault = { fault: Omit<Fault, "id"> } | { error: string };

/** Says in one sentence what to correct. `count` is 1 when absent. */
export function parseFault(body: Record<string, unknown> | null): ParsedFault {
  if (body === null) return { error: "Send a JSON object." };
  const provider = PROVIDERS.find((name) => name === body.provider);
  if (provider === undefined) return { error: `provider must be one of ${PROVIDERS.join(", ")}.` };
  const kind = KINDS.find((name) => name === body.kind);
  if (kind === undefined) return { error: `kind must be one of ${KINDS.join(", ")}.` };
  const count = body.count ?? 1;
  if (!isWhole(count, 1, COUNT_MAX)) return { error: `count must be 1 to ${COUNT_MAX}.` };
  const delayMs = body.delayMs ?? null;
  if (delayMs !== null && !isWhole(delayMs, 0, DELAY_MAX_MS)) {
    return { error: `delayMs must be 0 to ${DELAY_MAX_MS}.` };
  }
  const operation = body.operation ?? null;
  const match = body.match ?? null;
  if (!isTextOrNull(operation) || !isTextOrNull(match)) {
    return { error: "operation and match are texts or absent." };
  }
  return { fault: { provider, kind, count, delayMs, operation, match } };
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || (typeof value === "string" && value !== "");
}
