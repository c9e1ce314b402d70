/** A key of Stripe's or Checkout.com's says by itself whether real money moves. */
export const modeOfKey = (key: string): "test" | "live" =>
  /^(sk|rk|pk)_(test|sbox)_/.test(key) ? "test" : "live";

export const isKey = (text: string): boolean => /^(sk|rk|pk)_/.test(text);
