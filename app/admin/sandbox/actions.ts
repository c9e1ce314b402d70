"use server";

import { notFound } from "next/navigation";
import { z } from "zod";
import { adminAction, type Done } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { err, ok, type Result } from "@/lib/result";
import { type SandboxControl, sandboxControl } from "@/lib/sandbox/control";
import {
  ANSWERS,
  CONNECTIONS,
  DECLINES,
  type FaultWish,
  PROVIDERS,
  THREE_DS,
  WEBHOOKS,
} from "@/lib/sandbox/fault";
import { isClockStep, moveClock, returnClock } from "@/lib/sandbox/move-clock";
import type { SandboxRefusal } from "@/lib/sandbox/refusal";
import { setFault, stopFault } from "@/lib/sandbox/set-fault";
import { PANEL, sandboxRefused } from "./refusals";

const OPERATE = { path: PANEL, permission: "operate" } as const;
const NOTHING: SandboxRefusal = { code: "nothing_chosen" };

/** A nonce of ours: the sandbox keeps it as the fault's id. */
const nonce = z.string().regex(/^[\w-]{8,64}$/);
const fields = z.object({
  nonce,
  scope: z.enum(["next", "every"]),
  provider: z.enum([...PROVIDERS, "any"]),
  order: z.string().max(20),
  answer: z.enum(ANSWERS),
  decline: z.enum(DECLINES),
  threeDs: z.enum(THREE_DS),
  connection: z.enum(CONNECTIONS),
  webhooks: z.array(z.enum(WEBHOOKS)),
});

export async function setFaultAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OPERATE, async ({ deps }) => {
    const given = { ...Object.fromEntries(form), webhooks: form.getAll("webhooks") };
    const parsed = fields.safeParse(given);
    if (!parsed.success) return err(sandboxRefused(NOTHING));
    const { nonce: id, scope, provider, order, answer, decline, ...rest } = parsed.data;
    const wish: Omit<FaultWish, "match"> = {
      ...rest,
      provider: provider === "any" ? null : provider,
      every: scope === "every",
      answer,
      decline: answer === "declines" ? decline : null,
    };
    const set = await setFault(deps, control(), { id, wish, orderNumber: order });
    return said(set, "The fault is set: it stands under Waiting");
  });
}

export async function stopFaultAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OPERATE, async ({ deps }) => {
    const kind = form.get("kind") === "call" ? "call" : "payment";
    const id = String(form.get("id") ?? "");
    return said(await stopFault(deps, control(), { id, kind }), "The fault is stopped");
  });
}

export async function moveClockAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OPERATE, async ({ deps }) => {
    const step = String(form.get("step") ?? "");
    const given = nonce.safeParse(form.get("nonce"));
    if (!isClockStep(step) || !given.success) return err(sandboxRefused(NOTHING));
    const moved = await moveClock(deps, control(), { step, nonce: given.data });
    return said(moved, "The providers’ clock has moved");
  });
}

export async function returnClockAction(previous: FormState): Promise<FormState> {
  return adminAction(previous, OPERATE, async ({ deps }) =>
    said(await returnClock(deps, control()), "The providers’ clock is back at real time"),
  );
}

function control(): SandboxControl {
  return sandboxControl() ?? notFound();
}

function said(result: Result<unknown, SandboxRefusal>, message: string) {
  return result.ok ? ok<Done>({ message }) : err(sandboxRefused(result.error));
}
