import type { CardMark } from "./payment-forms";

function Visa() {
  return (
    <svg width="28" height="10" viewBox="0 0 28 10" role="img" aria-label="Visa">
      <text
        x="14"
        y="9"
        textAnchor="middle"
        fontFamily="Arial,sans-serif"
        fontWeight="800"
        fontStyle="italic"
        fontSize="11"
        fill="currentColor"
      >
        VISA
      </text>
    </svg>
  );
}

function Mastercard() {
  return (
    <svg width="24" height="15" viewBox="0 0 24 15" role="img" aria-label="Mastercard">
      <circle cx="8.5" cy="7.5" r="6.5" fill="currentColor" opacity=".85" />
      <circle cx="15.5" cy="7.5" r="6.5" fill="currentColor" opacity=".5" />
    </svg>
  );
}

function Amex() {
  return (
    <svg width="32" height="10" viewBox="0 0 32 10" role="img" aria-label="American Express">
      <text
        x="16"
        y="8.5"
        textAnchor="middle"
        fontFamily="Arial,sans-serif"
        fontWeight="800"
        fontSize="9"
        fill="currentColor"
      >
        AMEX
      </text>
    </svg>
  );
}

const MARKS: Record<CardMark, () => React.ReactNode> = {
  visa: Visa,
  mastercard: Mastercard,
  amex: Amex,
};
/** A phone has room for two. */
const SHOWN_ON_PHONE = 2;

/** Which cards a gateway takes, in the ink of the page: no one's colours. */
export function CardMarks({ marks }: { marks: readonly CardMark[] }) {
  return (
    <span className="marks">
      {marks.map((mark, index) => {
        const Mark = MARKS[mark];
        return (
          <span key={mark} className={index < SHOWN_ON_PHONE ? "mark" : "mark marks--hide"}>
            <Mark />
          </span>
        );
      })}
    </span>
  );
}
