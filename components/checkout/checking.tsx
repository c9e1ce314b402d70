import { SHOP } from "@/components/store/shop";
import { formatMoney, formatTimeWithSeconds } from "@/components/ui/format";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import type { AttemptView } from "@/lib/orders/checkout-view";
import { CopyLink } from "./copy-link";
import { CHECKING } from "./page-messages";
import { Waypoint } from "./waypoint";

const secondsUntil = (date: Date | null, now: Date): number | null =>
  date === null ? null : Math.max(1, Math.round((date.getTime() - now.getTime()) / 1000));

/** Nobody knows yet whether the bank took the money: nothing may be paid again. */
export function Checking(props: {
  attempt: AttemptView | null;
  totalMinor: number;
  currency: string;
  now: Date;
}) {
  const { attempt } = props;
  const next = secondsUntil(attempt?.nextCheckAt ?? null, props.now);
  const amount = formatMoney(props.totalMinor, props.currency);
  return (
    <>
      <div className="panel hero" role="status" aria-live="polite">
        <div className="row gap-4">
          <span className="hero__spin">
            <span className="spin" />
          </span>
          <h1>{CHECKING.title}</h1>
        </div>
        <Notice tone="warn" title={CHECKING.doNot}>
          <p>{CHECKING.why(amount)}</p>
        </Notice>
        <ol className="waypoints">
          {attempt === null ? null : (
            <Waypoint state="done" icon="tick" title={CHECKING.sent}>
              {CHECKING.sentAt(
                formatTimeWithSeconds(attempt.requestedAt, SHOP.timeZone),
                attempt.cardLastDigits,
              )}
            </Waypoint>
          )}
          <Waypoint state="now" icon="clock" title={CHECKING.waiting}>
            {CHECKING.asked(attempt?.checksCount ?? 0, next)}
          </Waypoint>
          <Waypoint state="next" title={CHECKING.afterwards}>
            {CHECKING.byItself}
          </Waypoint>
        </ol>
      </div>
      <div className="panel stack">
        <div className="row items-start gap-3">
          <Icon name="mail" />
          <div>
            <p className="strong">{CHECKING.close}</p>
            <p className="small muted">{CHECKING.closeText}</p>
          </div>
        </div>
        <div className="row row--wrap">
          <CopyLink label={CHECKING.copy} copiedLabel={CHECKING.copied} />
          <a className="btn btn--quiet" href={`mailto:${SHOP.email}`}>
            {CHECKING.contact(SHOP.name)}
          </a>
        </div>
      </div>
    </>
  );
}
