"use server";

import { after } from "next/server";
import { refusalOf } from "@/app/admin/refusal-words";
import {
  adminAction,
  type Begun,
  type Done,
  type Refused,
  refused,
} from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { log } from "@/lib/log";
import { reconciliationParts } from "@/lib/parts";
import { readDays } from "@/lib/reconciliation/desk-period";
import { findDeskGateway } from "@/lib/reconciliation/desk-queries";
import { isRunning } from "@/lib/reconciliation/desk-view";
import { beginReconciliation } from "@/lib/reconciliation/reconcile";
import { resolveDifference } from "@/lib/reconciliation/resolve-difference";
import { dayIn } from "@/lib/reports/report-days";
import { err, ok, type Result } from "@/lib/result";
import { DESK } from "./desk-address";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};
const OPERATE = { path: DESK, permission: "operate" } as const;
const BEGUN: Done = { message: "The run is on its way. Its end stands on this page." };

/** Begins a run, which goes on after the answer: its row says how far it is, and how it ended. */
export async function runAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OPERATE, (begun) => begin(begun, form));
}

async function begin({ merchant, deps }: Begun, form: FormData): Promise<Result<Done, Refused>> {
  const now = deps.clock.now();
  const { timeZone } = merchant.organization;
  const days = { from: textOf(form, "from"), to: textOf(form, "to") };
  const period = readDays(days, { today: dayIn(now, timeZone), timeZone });
  if (!period.ok) return err(refused("Nothing was begun yet", period.error));
  const gateway = await findDeskGateway(merchant, { id: textOf(form, "gateway"), now });
  const nonce = textOf(form, "nonce");
  if (gateway === null || !/^\w{6,64}$/.test(nonce)) return err(GONE);
  if (gateway.newest?.id === nonce) return ok(BEGUN);
  if (isRunning(gateway.newest)) return err(BUSY);
  const { store } = await reconciliationParts({ kind: "user", id: merchant.id });
  const wish = { gatewayId: gateway.id, period: period.value, runId: nonce };
  const run = await beginReconciliation({ deps, store }, wish);
  if (!run.ok) {
    switch (run.error.code) {
      case "run_known":
        return ok(BEGUN);
      case "not_found":
        return err(GONE);
      case "not_offered":
        return err(
          refused("There is nothing to compare with", {
            field: null,
            text: `${run.error.provider} has no list of what it did.`,
          }),
        );
      case "gateway_unavailable":
        return err(refused("Nothing was begun", { field: null, text: run.error.detail }));
      default:
        throw new Error(`Unknown: ${JSON.stringify(run.error satisfies never)}`);
    }
  }
  after(() =>
    run.value.carryOut().catch((error: unknown) => {
      log.error({ err: error, runId: run.value.runId }, "A reconciliation ended in the middle.");
    }),
  );
  return ok(BEGUN);
}

const GONE = refused("Nothing was begun", {
  field: null,
  text: "The gateway is not there any more. Open this page anew.",
});
const BUSY = refused("A run of this gateway is on its way", {
  field: null,
  text: "Wait for its end: one run at a time.",
});

/** A person's word that a difference is settled. */
export async function resolveDifferenceAction(
  previous: FormState,
  form: FormData,
): Promise<FormState> {
  return adminAction(previous, OPERATE, async ({ merchant, deps }) => {
    const { store } = await reconciliationParts({ kind: "user", id: merchant.id });
    const given = { id: textOf(form, "difference"), note: textOf(form, "note") };
    const resolved = await resolveDifference({ deps, store }, given);
    if (!resolved.ok) return err(refusalOf(resolved.error, (path) => path));
    return ok({ message: "Resolved. It opens again only when an amount changes." });
  });
}
