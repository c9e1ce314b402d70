import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** `scrypt$<log2 N>$<r>$<p>$<salt>$<key>`: the cost travels with the hash, so it can be raised later. */
const COST = { log2N: 15, blockSize: 8, parallelization: 3 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** Above what a stored hash may ask for: a spoilt row must not take all memory. */
const LOG2_N_MAX = 17;
/** Longer passwords are refused before hashing: the work is the same, the upload is not. */
const PASSWORD_LENGTH_MAX = 256;

type Cost = { log2N: number; blockSize: number; parallelization: number };

/** A salted scrypt hash that `verifyPassword` reads. Takes about a tenth of a second on purpose. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  const { log2N, blockSize, parallelization } = COST;
  const encoded = `${salt.toString("base64url")}$${key.toString("base64url")}`;
  return `scrypt$${log2N}$${blockSize}$${parallelization}$${encoded}`;
}

/**
 * Whether the password belongs to the hash. Null stands for an unknown user: the same work is done
 * against a hash that nothing matches, so that the time of the answer tells nothing. Never throws;
 * a hash of another form is false.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const stored = parseHash(hash);
  const tooLong = password.length > PASSWORD_LENGTH_MAX;
  const { salt, key, cost } = stored ?? { salt: Buffer.alloc(SALT_BYTES), key: null, cost: COST };
  const derived = await derive(tooLong ? "" : password, salt, cost);
  return !tooLong && key !== null && timingSafeEqual(derived, key);
}

function parseHash(hash: string | null): { salt: Buffer; key: Buffer; cost: Cost } | null {
  const match = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d)\$([\w-]{22})\$([\w-]{43})$/.exec(hash ?? "");
  if (match === null) return null;
  const [, log2N, blockSize, parallelization, salt = "", key = ""] = match;
  const cost = {
    log2N: Number(log2N),
    blockSize: Number(blockSize),
    parallelization: Number(parallelization),
  };
  if (cost.log2N < 1 || cost.log2N > LOG2_N_MAX) return null;
  if (cost.blockSize < 1 || cost.parallelization < 1) return null;
  return { salt: Buffer.from(salt, "base64url"), key: Buffer.from(key, "base64url"), cost };
}

function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  // NFKC: the same password typed on two keyboards is the same password (RFC 8265).
  const secret = password.normalize("NFKC");
  const { blockSize, parallelization } = cost;
  const N = 2 ** cost.log2N;
  const maxmem = 256 * N * blockSize;
  const options = { N, r: blockSize, p: parallelization, maxmem };
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, KEY_BYTES, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
