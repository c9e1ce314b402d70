// What all outcomes come to: what is missing, and whether that is known and allowed.
import type { DocumentedResource } from "./catalogue";
import type { ActionException, Exception } from "./exceptions";
import type { ActionOutcome, Outcome, Tried } from "./outcome";

export const MISSING_MAX = 60;

/** Of these nothing may be missing. */
const ABOUT_MONEY =
  /^((checkout_com|stripe|external|manual)_(payments|gateways)|wire_transfers|payment_gateways|transactions|authorizations|captures|voids|refunds)\./;
const ORDERS_MONEY = /^orders\.(.*_(cents|float)|formatted_.*|payment_.*)$/;

export type Verdict = {
  /** `type.attribute`, and the first of what is wrong with it. */
  missing: ReadonlyMap<string, readonly Outcome[]>;
  complaints: readonly string[];
};

const nameOf = ({ type, attribute }: Outcome): string => `${type}.${attribute}`;
const isAboutMoney = (name: string) => ABOUT_MONEY.test(name) || ORDERS_MONEY.test(name);

export function verdictOn(
  tried: readonly Tried[],
  exceptions: readonly Exception[],
  catalogue: readonly DocumentedResource[],
): Verdict {
  const missing = new Map<string, Outcome[]>();
  for (const outcome of tried.flatMap(({ attributes }) => attributes)) {
    if (outcome.why === null) continue;
    const known = missing.get(nameOf(outcome)) ?? [];
    missing.set(nameOf(outcome), [...known, outcome]);
  }
  const excepted = new Set<string>();
  const complaints: string[] = [];
  const triedTypes = new Set(catalogue.map(({ type }) => type));
  for (const { type, attributes, reason } of exceptions) {
    for (const attribute of attributes) {
      const name = `${type}.${attribute}`;
      if (excepted.has(name)) complaints.push(`${name}: is excepted twice`);
      excepted.add(name);
      if (reason.trim() === "") complaints.push(`${name}: is excepted without a reason`);
      if (isAboutMoney(name)) complaints.push(`${name}: is about money, and may not be excepted`);
      const isNeedless = triedTypes.has(type) && !missing.has(name);
      if (isNeedless) complaints.push(`${name}: is as documented; its exception is not needed`);
    }
  }
  for (const [name, outcomes] of missing) {
    if (excepted.has(name)) continue;
    const words = outcomes.map(({ kind, why }) => `${kind}: ${why}`);
    complaints.push(`${name}: ${words.join(" | ")}`);
  }
  if (missing.size > MISSING_MAX) {
    complaints.push(`${missing.size} attributes are missing; at most ${MISSING_MAX} may be`);
  }
  return { missing, complaints };
}

/** What is documented as an action and not offered, or the other way round. */
export function complaintsOfActions(
  tried: readonly Tried[],
  exceptions: readonly ActionException[],
): readonly string[] {
  const isExcepted = ({ type, action }: ActionOutcome) =>
    exceptions.some((each) => each.type === type && each.actions.includes(action));
  return tried
    .flatMap(({ actions }) => actions)
    .flatMap((outcome) => {
      const { type, action, why } = outcome;
      if (isExcepted(outcome)) {
        return why === null ? [`${type}: ${action}: its exception is not needed`] : [];
      }
      return why === null ? [] : [`${type}: ${action}: ${why}`];
    });
}
