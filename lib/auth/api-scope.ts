import { err, ok, type Result } from "../result";
import type { MarketName } from "./api-client-store";

/** Markets a token is for; null: every market. */
export type MarketScope = readonly string[] | null;

const SCOPE = /^market:(?:(all)|id:([\w-]+)|code:([\w.-]+)|(\d+))$/;

/**
 * Reads `market:all`, `market:id:<id>`, `market:code:<code>` or `market:<number>`, several
 * separated by spaces. An unknown form or market is an error that names it.
 */
export function marketsOf(
  scope: string,
  markets: readonly MarketName[],
): Result<MarketScope, { part: string }> {
  const ids = new Set<string>();
  for (const part of scope.split(/\s+/).filter(Boolean)) {
    const match = SCOPE.exec(part);
    if (!match) return err({ part });
    const [, all, id, code, number] = match;
    if (all) return ok(null);
    const market = markets.find(
      (candidate) =>
        candidate.id === id || candidate.code === code || String(candidate.number) === number,
    );
    if (!market) return err({ part });
    ids.add(market.id);
  }
  return ids.size === 0 ? err({ part: scope }) : ok([...ids]);
}

/** Whether a token may be given `wanted` when its client may have `allowed`. */
export const isWithin = (wanted: MarketScope, allowed: MarketScope): boolean =>
  allowed === null || (wanted?.every((id) => allowed.includes(id)) ?? false);
