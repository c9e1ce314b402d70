import { BlockList, isIP } from "node:net";

type HeaderReader = { get(name: string): string | null };

/** Set by `scripts/serve.mjs` on every request, over whatever the client sent: handlers see no socket. */
export const PEER_HEADER = "x-kassa-peer-address";
const FORWARDED_LENGTH_MAX = 2_048;

export type TrustedProxies = { has(address: string): boolean };

/**
 * Reads `TRUSTED_PROXIES`: addresses and ranges, comma separated (`10.0.0.0/8, ::1`). Throws for
 * anything else: a wrong entry would silently trust nobody, or everybody.
 */
export function parseTrustedProxies(text: string): TrustedProxies {
  const list = new BlockList();
  for (const entry of text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [address = "", bits] = entry.split("/");
    const version = isIP(address);
    const bitsMax = version === 6 ? 128 : 32;
    const prefix = bits === undefined ? bitsMax : Number(bits);
    const isRange = Number.isInteger(prefix) && prefix >= 0 && prefix <= bitsMax;
    if (version === 0 || !isRange || bits === "") {
      throw new Error(`TRUSTED_PROXIES: "${entry}" is neither an address nor a range.`);
    }
    list.addSubnet(address, prefix, version === 6 ? "ipv6" : "ipv4");
  }
  return { has: (address) => list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4") };
}

/**
 * Who is asking: the other end of the connection, or, when that is a trusted proxy, the nearest
 * address in X-Forwarded-For that is not one. Null where the connection was not marked. An IPv6
 * address stands for its /64, which is what one subscriber has.
 */
export function clientAddressOf(headers: HeaderReader, trusted: TrustedProxies): string | null {
  const peer = plainAddress(headers.get(PEER_HEADER) ?? "");
  if (peer === null) return null;
  if (!trusted.has(peer)) return networkOf(peer);
  const forwarded = headers.get("x-forwarded-for") ?? "";
  if (forwarded.length > FORWARDED_LENGTH_MAX) return networkOf(peer);
  let nearest = peer;
  for (const hop of forwarded.split(",").reverse()) {
    const address = plainAddress(hop);
    if (address === null) break;
    nearest = address;
    if (!trusted.has(address)) break;
  }
  return networkOf(nearest);
}

/** Without the IPv4-in-IPv6 form, brackets, zone and port that connections and proxies write. */
function plainAddress(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, "$1")
    .replace(/%.*$/, "");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare);
  const address = mapped?.[1] ?? bare.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  return isIP(address) === 0 ? null : address;
}

function networkOf(address: string): string {
  if (isIP(address) === 4) return address;
  const [head = "", tail] = address.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(0, zeros) }, () => "0"), ...after];
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}
