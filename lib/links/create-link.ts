import type { Deps } from "../deps";
import { type Issue, invalid, type UseCaseError } from "../errors";
import { deleteOrder } from "../jsonapi/order-upkeep-store";
import { parseCurrency } from "../money/currency";
import type { CurrencyCode } from "../money/money";
import { amountText, parseAmount } from "../money/parse-amount";
import { QUANTITY_MAX, UNIT_MINOR_MAX } from "../orders/add-line";
import { addLines, type LineWish, linesOf } from "../orders/add-lines";
import { isEmail } from "../orders/contact-rules";
import { createOrder } from "../orders/create-order";
import { holdsCardNumber } from "../providers/card-number";
import { err, ok, type Result } from "../result";
import { findLinkOfForm, insertLink, type LinkKey } from "./link-store";

const DAY_MS = 24 * 3_600_000;
export const EXPIRY_DAYS = [1, 3, 7, 14, 30, 90] as const;
export const EXPIRY_DAYS_USUAL = 7;
export const DESCRIPTION_LENGTH_MAX = 120;
export const LINES_OF_LINK_MAX = 6;
const EXAMPLE_MINOR = 6500;

export type CreateLinkInput = {
  /** Made when the form was rendered: sent twice, it makes one link. */
  nonce: string;
  what:
    | { kind: "amount"; amount: string; description: string }
    | { kind: "products"; lines: readonly { skuCode: string; quantity: string }[] };
  currency: string;
  /** Null: the first market. */
  marketId: string | null;
  /** Empty: the shopper gives it. */
  email: string;
  days: string;
};

/**
 * An order to be paid by its checkout's address, for some days. Safe to repeat: the same form finds its first link. The link
 * is written last, so that one which is there is whole.
 */
export async function createLink(
  deps: Deps,
  input: CreateLinkInput,
): Promise<Result<LinkKey, UseCaseError>> {
  const made = await findLinkOfForm(input.nonce);
  if (made !== null) return ok(made);
  const read = readInput(input);
  if (!read.ok) return read;
  const { wishes, currency, email, days } = read.value;
  const lines = await linesOf(deps, { wishes, currency });
  if (!lines.ok) return err(atPlaces(lines.error, input.what));
  const mode = deps.settings.isTest ? "test" : "live";
  const now = deps.clock.now();
  const expiresAt = new Date(now.getTime() + days * DAY_MS);
  const texts = { currencyCode: currency, marketId: input.marketId, email, expiresAt };
  const order = await createOrder(deps, { ...texts, apiClientId: null, mode });
  // The currency is one: it is the market that there is not.
  if (!order.ok) return err(invalid("market", "Choose a market of the shop"));
  const orderId = order.value.id;
  const added = await addLines(deps, { orderId, lines: lines.value });
  if (!added.ok) return added;
  const link = { id: deps.ids.resource(), orderId };
  const row = { ...link, mode, nonce: input.nonce, createdBy: deps.by.id ?? "" };
  const by = { by: deps.by, now: deps.clock.now() };
  if (await insertLink(row, { expires_at: [null, expiresAt.toISOString()] }, by)) return ok(link);
  // The same form, twice in one moment: the other press was faster, and this one's order was shown to nobody.
  await deleteOrder(orderId, by);
  const other = await findLinkOfForm(input.nonce);
  return other === null ? err({ code: "idempotency_conflict" }) : ok(other);
}

/** Rows of the form that were left empty are no lines: what is told of a line is told at its row. */
function atPlaces(error: UseCaseError, what: CreateLinkInput["what"]): UseCaseError {
  if (error.code !== "invalid_input" || what.kind === "amount") return error;
  const rows = what.lines.flatMap(({ skuCode }, row) => (skuCode.trim() === "" ? [] : [row]));
  const issues = error.issues.map((issue) => ({
    ...issue,
    path: issue.path.replace(/\d+$/, (place) => String(rows[Number(place)] ?? 0)),
  }));
  return { ...error, issues };
}

type ReadInput = {
  wishes: readonly LineWish[];
  currency: CurrencyCode;
  email: string | null;
  days: number;
};

function readInput(input: CreateLinkInput): Result<ReadInput, UseCaseError> {
  const issues: Issue[] = [];
  const currency = parseCurrency(input.currency);
  if (currency === null) {
    return err(invalid("currency", "Choose a currency"));
  }
  const wishes = wishesOf(input.what, currency, issues);
  const email = input.email.trim();
  if (email !== "" && !isEmail(email)) {
    issues.push({ path: "email", message: "Enter an e-mail address, like name@example.com" });
  }
  const days = EXPIRY_DAYS.find((each) => String(each) === input.days);
  if (days === undefined) issues.push({ path: "days", message: "Choose how long it can be paid" });
  if (issues.length > 0 || days === undefined) return err({ code: "invalid_input", issues });
  return ok({ wishes, currency, email: email === "" ? null : email, days });
}

function wishesOf(
  what: CreateLinkInput["what"],
  currency: CurrencyCode,
  issues: Issue[],
): readonly LineWish[] {
  if (what.kind === "amount") return [ownWish(what, currency, issues)];
  const given = what.lines
    .map((line, place) => ({ ...line, skuCode: line.skuCode.trim(), place }))
    .filter(({ skuCode }) => skuCode !== "");
  if (given.length === 0) issues.push({ path: "lines.0", message: "Enter a product’s code" });
  return given.map(({ skuCode, quantity, place }) => {
    const pieces = /^\d{1,4}$/.test(quantity.trim()) ? Number(quantity) : 0;
    if (pieces < 1 || pieces > QUANTITY_MAX) {
      const message = `Enter a whole number from 1 to ${QUANTITY_MAX}`;
      issues.push({ path: `quantities.${place}`, message });
    }
    return { kind: "sku", skuCode, quantity: pieces };
  });
}

function ownWish(
  what: Extract<CreateLinkInput["what"], { kind: "amount" }>,
  currency: CurrencyCode,
  issues: Issue[],
): LineWish {
  const amount = parseAmount(what.amount, currency);
  if (!amount.ok) {
    const example = amountText(EXAMPLE_MINOR, currency);
    issues.push({ path: "amount", message: `Enter an amount in ${currency}, like ${example}` });
  }
  const unitMinor = amount.ok ? amount.value : 0;
  if (unitMinor > UNIT_MINOR_MAX) {
    const most = amountText(UNIT_MINOR_MAX, currency);
    issues.push({ path: "amount", message: `Enter at most ${most} ${currency}` });
  }
  const name = what.description.trim();
  const refused = descriptionIssue(name);
  if (refused !== null) issues.push({ path: "description", message: refused });
  return { kind: "own", name, unitMinor, quantity: 1 };
}

function descriptionIssue(name: string): string | null {
  if (name === "") return "Say what it is for: the shopper reads it";
  if (name.length > DESCRIPTION_LENGTH_MAX) {
    return `Keep it to ${DESCRIPTION_LENGTH_MAX} characters`;
  }
  return holdsCardNumber(name) ? "Leave the card number out: it is kept in the clear" : null;
}
