import { z } from "zod";
import type { FormProblem } from "@/lib/actions/form-state";
import { GATEWAY_TYPES, type GatewayType } from "@/lib/gateway-types";
import type { GatewayChoice, MarketChoice } from "@/lib/methods/method-view";
import type { MethodGiven, MethodKey } from "@/lib/methods/save-method";
import { parseCurrency } from "@/lib/money/currency";
import type { CurrencyCode } from "@/lib/money/money";
import { parseAmount } from "@/lib/money/parse-amount";
import { err, ok, type Result } from "@/lib/result";

export const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

export const idSchema = z.string().regex(/^[A-Za-z]{10}$/);
const keySchema = z.object({ id: idSchema, mode: z.enum(["test", "live"]) });
export const gatewayTypeSchema = z.enum(GATEWAY_TYPES as [GatewayType, ...GatewayType[]]);

/** Which method a form is about; null for what none of our forms says. */
export function keyIn(form: FormData): MethodKey | null {
  const read = keySchema.safeParse({ id: textIn(form, "id"), mode: textIn(form, "mode") });
  return read.success ? read.data : null;
}

type Choices = { markets: readonly MarketChoice[]; gateways: readonly GatewayChoice[] };
export type WholeMethod = MethodGiven & { gateway: GatewayChoice };

/** A method as it was entered, or everything that is wrong with it, by field. */
export function methodIn(
  form: FormData,
  { markets, gateways }: Choices,
): Result<WholeMethod, readonly FormProblem[]> {
  const problems: FormProblem[] = [];
  const wrong = (field: string, text: string) => problems.push({ field, text });
  const name = textIn(form, "name");
  if (name === "" || name.length > 255) wrong("name", "Enter a name, like Card.");
  const description = textIn(form, "description");
  if (description.length > 255) wrong("description", "Keep it to 255 letters.");
  const gateway = gateways.find(({ id }) => id === textIn(form, "gateway"));
  if (gateway === undefined) wrong("gateway", "Choose a gateway.");
  const market = markets.find(({ id }) => id === textIn(form, "market")) ?? null;
  const currency = currencyIn(form, market, wrong);
  const amounts = currency === null ? null : amountsIn(form, currency.ofAmounts, wrong);
  if (problems.length > 0 || !gateway || !currency || !amounts) return err(problems);
  return ok({
    ...{ name, description: description || null, marketId: market?.id ?? null, gateway },
    ...{ currency: currency.own, ...amounts },
    requireCapture: form.has("require_capture"),
    autoPlace: form.has("auto_place"),
    autoCapture: form.has("auto_capture"),
  });
}

type Wrong = (field: string, text: string) => void;

function currencyIn(form: FormData, market: MarketChoice | null, wrong: Wrong) {
  const typed = textIn(form, "currency");
  if (typed === "" && market === null) {
    wrong("currency", "Enter a currency, like EUR, or choose a market.");
    return null;
  }
  const own = typed === "" ? null : parseCurrency(typed);
  const ofAmounts = own ?? parseCurrency(market?.currency ?? "");
  if ((typed !== "" && own === null) || ofAmounts === null) {
    wrong("currency", "Enter a currency by its three letters, like EUR.");
    return null;
  }
  return { own, ofAmounts };
}

/** Nothing is an amount, too: a method may cost nothing. */
function minorOf(text: string, currency: CurrencyCode): number | null {
  const parsed = parseAmount(text, currency);
  if (parsed.ok) return parsed.value;
  return parsed.error === "zero" ? 0 : null;
}

function amountsIn(form: FormData, currency: CurrencyCode, wrong: Wrong) {
  const [fee, max] = [textIn(form, "fee"), textIn(form, "auto_capture_max")];
  const feeMinor = fee === "" ? 0 : minorOf(fee, currency);
  const autoCaptureMaxMinor = max === "" ? null : minorOf(max, currency);
  const mend = `Enter an amount in ${currency} as digits, like 12.`;
  if (feeMinor === null) wrong("fee", mend);
  if (max !== "" && autoCaptureMaxMinor === null) wrong("auto_capture_max", mend);
  return feeMinor === null ? null : { feeMinor, autoCaptureMaxMinor };
}
