import { z } from "zod";

/**
 * What the hosted card fields do in a browser: a card becomes a token, with the public key. For
 * tests only.
 */
export async function requestCardToken(
  host: string,
  publicKey: string,
  number: string,
): Promise<string> {
  const answer = await fetch(`${host}/tokens`, {
    method: "POST",
    headers: { authorization: publicKey, "content-type": "application/json" },
    body: JSON.stringify({ type: "card", number, expiry_month: 6, expiry_year: 2035, cvv: "100" }),
  });
  return z.object({ token: z.string() }).parse(await answer.json()).token;
}
