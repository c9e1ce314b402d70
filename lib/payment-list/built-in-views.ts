import type { Address } from "./list-address";

export type BuiltInView = { name: string; address: Address };

/** What a merchant looks at every day; what people save stands behind them. */
export const BUILT_IN_VIEWS: readonly BuiltInView[] = [
  { name: "Needs attention", address: { attention: "1" } },
  { name: "To capture", address: { capture: "1" } },
  { name: "Declined", address: { state: "declined" } },
  { name: "Refunds this week", address: { refunded: "7" } },
];
