import { APPROVED, AUTHENTICATION_REQUIRED } from "./response-codes";

export type TestCard = {
  scheme: "Visa" | "Mastercard" | "American Express" | "Discover" | "JCB" | "Maestro";
  /**
   * The CVV that the documentation prints beside the card; others are accepted as well, see
   * `cvvCheckOf`.
   */
  cvv: string;
  cardType: "Credit" | "Debit";
  cardCategory: "Consumer" | "Commercial";
  /** What its bank answers to an authorization. */
  outcome: string;
  /**
   * What its bank answers when the cardholder was not asked by 3DS; null where that makes no
   * difference.
   */
  outcomeWithoutThreeDs: string | null;
  /**
   * Whether its bank takes part in 3DS. Ours to choose, not published: one card that does not, so that
   * `attempt_n3d` can be seen.
   */
  enrolled: boolean;
};

function card(scheme: TestCard["scheme"], cvv: string, rest: Partial<TestCard> = {}): TestCard {
  return {
    scheme,
    cvv,
    cardType: "Credit",
    cardCategory: "Consumer",
    outcome: APPROVED,
    outcomeWithoutThreeDs: null,
    enrolled: true,
    ...rest,
  };
}
const declining = (outcome: string): TestCard => card("Visa", "100", { outcome });

/**
 * The only card numbers that the sandbox takes: Checkout.com's published test cards, and the number
 * that its
 * own examples use. A real card number is refused like any other.
 */
export const TEST_CARDS: Readonly<Record<string, TestCard>> = {
  "4242424242424242": card("Visa", "100", { enrolled: false }),
  "4543474002249996": card("Visa", "956"),
  "5436031030606378": card("Mastercard", "257"),
  "2223000010479399": card("Mastercard", "299"),
  "345678901234564": card("American Express", "1051"),
  "378282246310005": card("American Express", "1000"),
  "6011111111111117": card("Discover", "100"),
  "3530111333300000": card("JCB", "100"),
  "4658584090000001": card("Visa", "257", { cardType: "Debit" }),
  "5000186622346654": card("Maestro", "100", { cardType: "Debit" }),
  "4484070000035519": card("Visa", "257", { cardCategory: "Commercial" }),
  // The documentation's cards for the CVV check.
  "4659105569051157": card("Visa", "100"),
  "5305484748800098": card("Mastercard", "100"),
  "4485040371536584": card("Visa", "100", { outcomeWithoutThreeDs: AUTHENTICATION_REQUIRED }),
  "4734868958733862": declining("200N7"),
  "4567361325981788": declining("200R3"),
  "4111111111111129": declining("20001"),
  "4024007181869214": declining("20005"),
  "4024007103573027": declining("20012"),
  "4485381577182090": declining("20014"),
  "4544249167673670": declining("20051"),
  "4724117215951699": declining("20054"),
  "4659465888705671": declining("20057"),
  "4151512736305999": declining("20057"),
  "4897453568485113": declining("20059"),
  "4556294593757189": declining("20061"),
  "4818924250131070": declining("20062"),
  "4556253752712245": declining("20063"),
  "4095254802642505": declining("20068"),
  "4532819413487978": declining("20078"),
};

/**
 * The documentation's CVV simulation: these values give that check, none gives N, all others match.
 */
const CVV_CHECKS: Readonly<Record<string, string>> = { "202": "U", "204": "D", "205": "P" };

export function cvvCheckOf(cvv: string | null): string {
  if (cvv === null || cvv === "") return "N";
  return CVV_CHECKS[cvv] ?? "Y";
}

const AVS_LINE = /^Test_(A|N|R|U|Y|Z|AE[1-7])$/;

/**
 * The documentation's address simulation: `Test_N` in the first line gives N; S (not supported)
 * without an address.
 */
export function avsCheckOf(line: string | null, zip: string | null): string {
  if (line === null || zip === null) return "S";
  return AVS_LINE.exec(line)?.[1] ?? "Y";
}
