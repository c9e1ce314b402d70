import "server-only";
import type { Deps } from "../deps";
import { decryptOrEmpty, encrypt } from "../secrets";
import { computed, secret } from "./attributes";
import type { Attribute } from "./resource";
import { constant, type Sql, sql } from "./sql";

/** What signs the calls that a row's own addresses get: sealed in its column, told to integrations only. */
export const sharedSecret: Attribute = secret(
  computed("string", ["shared_secret_encrypted"], ({ shared_secret_encrypted: sealed }) =>
    typeof sealed === "string" ? (decryptOrEmpty(sealed).shared_secret ?? null) : null,
  ),
);

/** A new one. `keep`: only where there is none yet, in an update. */
export function newSharedSecret({ ids }: Deps, options: { keep?: true } = {}): Record<string, Sql> {
  const column = "shared_secret_encrypted";
  const sealed = sql`${encrypt({ shared_secret: ids.secret() })}::text`;
  const kept = sql`coalesce(t.${constant(`"${column}"`)}, ${sealed})`;
  return { [column]: options.keep ? kept : sealed };
}
