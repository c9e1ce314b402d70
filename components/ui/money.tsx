import { formatMoney } from "./format";

/** An amount that never breaks over two lines nor turns round in a right-to-left text. */
export function Money({ amountMinor, currency }: { amountMinor: number; currency: string }) {
  return <bdi>{formatMoney(amountMinor, currency)}</bdi>;
}
