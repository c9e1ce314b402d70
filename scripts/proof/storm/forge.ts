import type { Random } from "@/simulation/engine/random";

/** A webhook as its provider would send it, and as it would have sent it ten minutes ago. */
export type Delivery = {
  id: string;
  eventId: string;
  url: string;
  body: string;
  headers: Record<string, string>;
  staleHeaders: Record<string, string>;
};
export type Message = Pick<Delivery, "url" | "body" | "headers">;

const SIGNATURE = /signature/i;

/** What somebody makes of a webhook who does not know its secret: none of these may be taken. */
export const FORGERIES = {
  amount: ({ url, body, headers }: Delivery): Message => ({
    url,
    headers,
    body: body.replace(/("amount(?:_cents)?"\s*:\s*)(\d+)/, "$19$2").concat(" "),
  }),
  signature: ({ url, body, headers }: Delivery): Message => ({
    url,
    body,
    headers: mapped(headers, withOneLetterChanged),
  }),
  unsigned: ({ url, body, headers }: Delivery): Message => ({
    url,
    body,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !SIGNATURE.test(name))),
  }),
  /** Rightly signed, long ago; only where a signature carries a time. */
  replayed: ({ url, body, staleHeaders }: Delivery): Message => ({
    url,
    body,
    headers: staleHeaders,
  }),
} satisfies Record<string, (delivery: Delivery) => Message>;
export type Forgery = keyof typeof FORGERIES;

export function forgeryOf(delivery: Delivery, random: Random): Forgery {
  const isTimed = JSON.stringify(delivery.headers) !== JSON.stringify(delivery.staleHeaders);
  const all = Object.keys(FORGERIES) as Forgery[];
  return random.pick(isTimed ? all : all.filter((name) => name !== "replayed"));
}

/** Not one of the last: base64 ends in bits that say nothing. */
const withOneLetterChanged = (signature: string): string =>
  signature.slice(0, -10) + (signature.at(-10) === "0" ? "1" : "0") + signature.slice(-9);

const mapped = (headers: Record<string, string>, change: (value: string) => string) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      SIGNATURE.test(name) ? change(value) : value,
    ]),
  );
