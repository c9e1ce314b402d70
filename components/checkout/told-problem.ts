import type { PayProblem, PayState, ProblemWords } from "./pay-state";
import { TOLD_PROBLEMS } from "./payment-step-messages";

/** The words of what only the server can know; null for what the browser says itself. */
function toldBy(problem: PayProblem): ProblemWords | null {
  const words = TOLD_PROBLEMS;
  switch (problem) {
    case "gone":
      return { title: words.goneTitle, text: words.gone };
    case "away":
      return { title: words.awayTitle, text: words.away };
    case "vetoed":
      return { title: words.vetoedTitle, text: words.vetoed };
    case "unchecked":
      return { title: words.uncheckedTitle, text: words.unchecked };
    case "expired":
      return { title: words.expiredTitle, text: words.expired };
    case "refused":
      return { title: words.refusedTitle, text: words.refused };
    case "foreign":
      return { title: words.foreignTitle, text: words.foreign };
    case "lost":
    case "total_changed":
      return null;
  }
}

/** The state with the words of its problem: they travel with the answer, so that the page need not carry all of them. */
export const withWords = (state: PayState): PayState => ({
  ...state,
  told: state.problem === null ? null : toldBy(state.problem),
});
