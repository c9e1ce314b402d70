/** The part of the port that a provider without it leaves out: what the shopper is told to do with the money. */
export interface PaidByHand<Config> {
  /** Where the money is to be sent, in the merchant's words; null: nothing was written. Only with `byHand`. */
  instructions?(config: Config): string | null;
}
