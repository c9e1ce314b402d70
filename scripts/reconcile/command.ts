import { parseArgs } from "node:util";
import { type ReconcileError, reconcile } from "@/lib/reconciliation/reconcile";
import { reportLines } from "@/lib/reconciliation/report-lines";
import { chooseGateway, readPeriod } from "@/lib/reconciliation/request";
import { resolveDifference } from "@/lib/reconciliation/resolve-difference";

export const USAGE = `npm run reconcile -- --gateway <id, reference or type> --from <day> --to <day>
npm run reconcile -- --resolve <id of a difference> --note <why>

A day is one of the organization's time zone (2026-11-01); an instant with a zone is taken as well
(2026-11-01T12:00Z). --to itself is not compared. Exits 0 when no difference is open, 1 when one is,
2 when it was asked wrongly, 3 when it could not be done. Give it the variables that npm start is given.`;

const OPTIONS = {
  gateway: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  resolve: { type: "string" },
  note: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;
export type Given = ReturnType<typeof parse>;
type Parts = Parameters<typeof reconcile>[0];

/** What a command ends with: its exit code and what it says; complaints go to the error stream. */
export type Ending = { code: 0 | 1 | 2 | 3; lines: readonly string[] };

const asked = (sentence: string): Ending => ({ code: 2, lines: [sentence] });

const parse = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;

/** What was given, or how it should have been. */
export function readArguments(args: readonly string[]): Given | Ending {
  try {
    return parse(args);
  } catch (error) {
    return asked(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

export const answer = (parts: Parts, given: Given): Promise<Ending> =>
  given.resolve === undefined ? compare(parts, given) : resolve(parts, given);

async function compare(parts: Parts, given: Given): Promise<Ending> {
  const { store } = parts;
  const gateway = chooseGateway(await store.listGateways(), given.gateway);
  if (!gateway.ok) return asked(gateway.error);
  const timeZone = await store.getTimeZone();
  const period = readPeriod({ from: given.from, to: given.to }, timeZone);
  if (!period.ok) return asked(period.error);
  const done = await reconcile(parts, { gatewayId: gateway.value.id, period: period.value });
  if (!done.ok) return refusal(done.error);
  const shown = { gateway: gateway.value, period: period.value, timeZone };
  const code = done.value.open.length === 0 ? 0 : 1;
  return { code, lines: reportLines(done.value, shown) };
}

function refusal(error: ReconcileError): Ending {
  switch (error.code) {
    case "not_found":
      return asked("The gateway has just been removed.");
    case "run_known":
      return asked("That very run was begun before.");
    case "not_offered":
      return asked(
        `${error.provider}: not offered. It has no way to list what it did, so there is nothing to compare with.`,
      );
    case "gateway_unavailable":
      return { code: 3, lines: [error.detail] };
    case "run_failed":
      return {
        code: 3,
        lines: [
          `The comparison came to no end: ${error.detail}`,
          "What was found until then is kept. Run it again.",
        ],
      };
  }
}

async function resolve(parts: Parts, given: Given): Promise<Ending> {
  const id = given.resolve ?? "";
  const done = await resolveDifference(parts, { id, note: given.note ?? "" });
  if (done.ok) return { code: 0, lines: [`${id} is resolved: ${done.value.note}`] };
  const { error } = done;
  if (error.code !== "invalid_input") return asked(`There is no open difference "${id}".`);
  return asked(`--note: ${error.issues[0]?.message ?? "is missing"}`);
}
