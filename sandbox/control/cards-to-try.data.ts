/** A few of the test cards and codes, for people who try the shop out. */
import type { FaultProvider } from "../core/faults";

export type CardToTry = { provider: FaultProvider; number: string; outcome: string };

const stripe = (number: string, outcome: string): CardToTry => ({
  provider: "stripe",
  number,
  outcome,
});
const checkoutCom = (number: string, outcome: string): CardToTry => ({
  provider: "checkout_com",
  number,
  outcome,
});
const code = (number: string, outcome: string): CardToTry => ({
  provider: "external",
  number,
  outcome,
});

export const CARDS_TO_TRY: readonly CardToTry[] = [
  stripe("4242 4242 4242 4242", "Paid"),
  stripe("4000 0027 6000 3184", "Asks for 3DS"),
  stripe("4000 0082 6000 3178", "3DS, then insufficient funds"),
  stripe("4000 0000 0000 9995", "Insufficient funds"),
  stripe("4000 0000 0000 0002", "Refused, no reason"),
  stripe("4000 0000 0000 5126", "Its refund fails later"),
  stripe("4000 0000 0000 0259", "Contested once captured"),
  checkoutCom("4242 4242 4242 4242", "Paid"),
  checkoutCom("4543 4740 0224 9996", "Asks for 3DS"),
  checkoutCom("4544 2491 6767 3670", "Insufficient funds"),
  checkoutCom("4024 0071 8186 9214", "Refused, no reason"),
  code("NB-APPROVE", "Paid"),
  code("NB-DECLINE", "Refused"),
  code("NB-LATER", "Answers later: paid"),
  code("NB-LATERNO", "Answers later: refused"),
  code("NB-SILENT", "The first answer is lost"),
];
