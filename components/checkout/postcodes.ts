export type PostcodeRule = {
  adjective: string;
  pattern: RegExp;
  /** In words: "5 digits". */
  shape: string;
  example: string;
  digitsOnly: boolean;
};

const digits = (adjective: string, count: number, example: string): PostcodeRule => ({
  adjective,
  pattern: new RegExp(`^\\d{${count}}$`),
  shape: `${count} digits`,
  example,
  digitsOnly: true,
});

/** Countries whose postcodes we can check; elsewhere anything goes, nothing too. */
export const POSTCODES: Readonly<Record<string, PostcodeRule>> = {
  DE: digits("German", 5, "10999"),
  AT: digits("Austrian", 4, "1010"),
  BE: digits("Belgian", 4, "1000"),
  CH: digits("Swiss", 4, "8001"),
  DK: digits("Danish", 4, "1050"),
  ES: digits("Spanish", 5, "28013"),
  FI: digits("Finnish", 5, "00100"),
  FR: digits("French", 5, "75001"),
  IT: digits("Italian", 5, "00184"),
  NO: digits("Norwegian", 4, "0150"),
  AU: digits("Australian", 4, "2000"),
  SE: {
    adjective: "Swedish",
    pattern: /^\d{3} ?\d{2}$/,
    shape: "5 digits",
    example: "111 29",
    digitsOnly: true,
  },
  PL: {
    adjective: "Polish",
    pattern: /^\d{2}-?\d{3}$/,
    shape: "2 digits, a hyphen, 3 digits",
    example: "00-950",
    digitsOnly: false,
  },
  NL: {
    adjective: "Dutch",
    pattern: /^\d{4} ?[a-z]{2}$/i,
    shape: "4 digits and 2 letters",
    example: "1011 AB",
    digitsOnly: false,
  },
  GB: {
    adjective: "British",
    pattern: /^[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}$/i,
    shape: "both parts",
    example: "SW1A 1AA",
    digitsOnly: false,
  },
  CA: {
    adjective: "Canadian",
    pattern: /^[a-z]\d[a-z] ?\d[a-z]\d$/i,
    shape: "letter and digit in turn",
    example: "K1A 0B1",
    digitsOnly: false,
  },
  JP: {
    adjective: "Japanese",
    pattern: /^\d{3}-?\d{4}$/,
    shape: "7 digits",
    example: "100-0001",
    digitsOnly: false,
  },
  US: {
    adjective: "US",
    pattern: /^\d{5}(-\d{4})?$/,
    shape: "5 digits",
    example: "10001",
    digitsOnly: false,
  },
};

/** Where an address is not complete without its state or region. */
export const STATE_COUNTRIES: readonly string[] = ["US", "CA", "AU"];
