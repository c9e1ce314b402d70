import { type ErrorLink, ErrorSummary } from "@/components/ui/error-summary";
import { formatMoney } from "@/components/ui/format";
import type { PaymentMethodView } from "@/lib/orders/checkout-view";
import { type DeclineWords, declineOfCard, declineOfMethod } from "./decline-sentences";
import { linksOfIssues } from "./form-state";
import { FORM_PROBLEMS } from "./messages";
import type { PayDecline, PayState, ProblemWords } from "./pay-state";
import { PAYMENT_FORMS } from "./payment-forms";
import { PAYMENT, PAYMENT_PROBLEMS } from "./payment-messages";

export const isCard = (method: PaymentMethodView | undefined): boolean =>
  method === undefined || PAYMENT_FORMS[method.sourceType].kind === "card";

/** The decline's heading and sentence; those of a card where the method is not known any more. */
export function declineWords(
  decline: PayDecline,
  methods: readonly PaymentMethodView[],
): DeclineWords {
  const method = methods.find((one) => one.id === decline.methodId);
  return method === undefined || isCard(method)
    ? declineOfCard(decline.code, decline.lastDigits)
    : declineOfMethod(decline.code, method.name);
}

/** The sentence without what the heading and the links beside it say already. */
export function summaryText({ title, sentence }: DeclineWords): string {
  const rest = sentence.startsWith(`${title}. `) ? sentence.slice(title.length + 2) : sentence;
  return rest.replace(/(?<=\.) Enter another card\.$/, "");
}

/** The ways on after a decline: the same way again, then the others; of cards one is enough. */
export function waysOn(
  decline: PayDecline,
  methods: readonly PaymentMethodView[],
): readonly { methodId: string; href: string; text: string }[] {
  const usable = methods.filter(({ isAway }) => !isAway);
  const declined = usable.find((one) => one.id === decline.methodId);
  const cardDeclined = isCard(methods.find((one) => one.id === decline.methodId));
  const again = declined ?? usable.find(isCard);
  const others = usable.filter((one) => one.id !== again?.id && !(cardDeclined && isCard(one)));
  const first =
    again === undefined
      ? []
      : [
          {
            methodId: again.id,
            href: `#${isCard(again) ? "card" : "code"}-${again.id}`,
            text: isCard(again) ? PAYMENT.another : PAYMENT.tryAgain(again.name),
          },
        ];
  return [
    ...first,
    ...others.map((one) => ({
      methodId: one.id,
      href: `#method-${one.id}`,
      text: PAYMENT.instead(one.name),
    })),
  ];
}

/** What the browser finds out itself: an answer that did not come, and a total that is not the one shown. */
function ownWords(state: PayState, currency: string): ProblemWords {
  const words = PAYMENT_PROBLEMS;
  if (state.problem === "lost") return { title: words.lostTitle, text: words.lost };
  const before = formatMoney(state.totalBeforeMinor ?? state.totalMinor, currency);
  const now = formatMoney(state.totalMinor, currency);
  return { title: words.totalTitle, text: words.total(before, now) };
}

/** What went wrong with the payment, above the title: the bank's no, a field, or the line between us. */
export function PayErrors(props: {
  state: PayState;
  methods: readonly PaymentMethodView[];
  currency: string;
  onWay: (methodId: string) => void;
}) {
  const { state, methods, currency } = props;
  if (state.decline !== null) {
    const words = declineWords(state.decline, methods);
    const links: ErrorLink[] = waysOn(state.decline, methods).map((way) => ({
      href: way.href,
      text: way.text,
      onClick: () => props.onWay(way.methodId),
    }));
    return (
      <ErrorSummary title={words.title} links={links} attempt={state.attempt}>
        <p className="mt-2">
          {summaryText(words)} <b className="strong">{PAYMENT_PROBLEMS.nothingTaken}</b>
          {PAYMENT_PROBLEMS.kept}
        </p>
      </ErrorSummary>
    );
  }
  if (state.problem !== null) {
    const words = state.told ?? ownWords(state, currency);
    return (
      <ErrorSummary title={words.title} links={[]} attempt={state.attempt}>
        {state.said === null ? null : <p className="mt-2 strong">{state.said}</p>}
        <p className="mt-2">{words.text}</p>
      </ErrorSummary>
    );
  }
  const links = linksOfIssues(state.issues);
  if (links.length === 0) return null;
  return (
    <ErrorSummary title={FORM_PROBLEMS.title(links.length)} links={links} attempt={state.attempt} />
  );
}
