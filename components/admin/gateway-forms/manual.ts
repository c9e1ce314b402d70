import type { GatewayWords } from "./words";

export const MANUAL_WORDS: GatewayWords = {
  about: "Money that shoppers send by bank transfer. You say yourself when it has arrived.",
  asks: "nothing",
  fields: {
    instructions: {
      label: "Instructions",
      help: "Where the money is to be sent and what to write beside it, as shoppers read it.",
    },
  },
};
