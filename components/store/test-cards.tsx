import { Button } from "@/components/ui/button";
import { TestBar } from "@/components/ui/test-bar";
import { TEST_BAR } from "./messages";
import { TEST_CARDS } from "./shop";

/** The yellow bar of the demo shop. The list is a popover of the browser's own: it opens without JavaScript. */
export function ShopTestBar() {
  return (
    <>
      <TestBar
        badge={TEST_BAR.badge}
        action={
          <button type="button" className="testbar__more push" popoverTarget="test-cards">
            <span className="wide">{TEST_BAR.more}</span>
            <span className="narrow">{TEST_BAR.moreShort}</span>
          </button>
        }
      >
        {TEST_BAR.before}
        <b className="nowrap">{TEST_BAR.card}</b>
        {TEST_BAR.after}
      </TestBar>
      <div
        id="test-cards"
        popover="auto"
        className="dialog popover"
        role="dialog"
        aria-labelledby="test-cards-title"
      >
        <div className="dialog__body">
          <h2 id="test-cards-title">{TEST_BAR.title}</h2>
          <p className="small muted">{TEST_BAR.text}</p>
          <dl className="testcards">
            {TEST_CARDS.map((card) => (
              <div key={card.number}>
                <dt className="nowrap">{card.number}</dt>
                <dd>
                  {card.effect}
                  <span className="muted"> · {card.gateway}</span>
                </dd>
              </div>
            ))}
          </dl>
        </div>
        <div className="dialog__foot">
          <Button popoverTarget="test-cards" popoverTargetAction="hide">
            {TEST_BAR.close}
          </Button>
        </div>
      </div>
    </>
  );
}
