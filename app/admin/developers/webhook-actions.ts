"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { adminAction, type Begun, refused } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { err, ok } from "@/lib/result";
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  type WebhookGiven,
} from "@/lib/webhooks/outgoing/save-webhook";
import { replayIncoming, replayOutgoing } from "@/lib/webhooks/replay-store";
import { refusalOf } from "../refusal-words";

const PATH = "/admin/developers";
const OWNERS = { path: PATH, permission: "configure" } as const;
const OPERATORS = { path: PATH, permission: "operate" } as const;

const ALTERED = refused("Nothing was changed", {
  field: null,
  text: "The form was not complete. Open this page anew and try again.",
});
const key = { id: z.string().regex(/^[A-Za-z]{10}$/), mode: z.enum(["test", "live"]) };
const facts = {
  name: z.string().trim().max(255),
  topic: z.string().max(100),
  callback_url: z.string().trim().max(2000),
  include: z.string().max(1000),
};

const fieldOf = (path: string): string | null => (path in facts ? path : null);

const givenOf = (given: z.infer<z.ZodObject<typeof facts>>): WebhookGiven => ({
  name: given.name === "" ? null : given.name,
  topic: given.topic,
  callbackUrl: given.callback_url,
  includeResources: given.include.split(/[\s,]+/).filter(Boolean),
});

const toldBy = ({ deps }: Begun, name: string) => ({
  ...{ name, changes: {}, by: deps.by },
  now: deps.clock.now(),
});

export async function createWebhookAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWNERS, async ({ deps }) => {
    const given = z
      .object({ ...facts, mode: key.mode.optional() })
      .safeParse(Object.fromEntries(form));
    if (!given.success) return err(ALTERED);
    const mode = deps.settings.isTest ? "test" : (given.data.mode ?? "test");
    const made = await createWebhook(deps, { mode, given: givenOf(given.data) });
    if (!made.ok) return err(refusalOf(made.error, fieldOf));
    redirect(`${PATH}/webhooks/${made.value.id}`);
  });
}

export async function changeWebhookAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWNERS, async ({ deps }) => {
    const given = z.object({ ...key, ...facts }).safeParse(Object.fromEntries(form));
    if (!given.success) return err(ALTERED);
    const { id, mode, ...rest } = given.data;
    const change = { given: givenOf(rest), closesCircuit: false, renewsSecret: false };
    const done = await changeWebhook(deps, { id, mode }, change);
    return done.ok ? ok({ message: "Kept" }) : err(refusalOf(done.error, fieldOf));
  });
}

const ACTS = {
  enable: { given: { isEnabled: true }, message: "It is told again" },
  disable: { given: { isEnabled: false }, message: "It is told of nothing more" },
  close: { given: {}, message: "It is called again" },
} as const;

export async function switchWebhookAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWNERS, async ({ deps }) => {
    const asked = z.object({ ...key, act: z.enum(["enable", "disable", "close"]) });
    const asking = asked.safeParse(Object.fromEntries(form));
    if (!asking.success) return err(ALTERED);
    const { act, ...of } = asking.data;
    const { given, message } = ACTS[act];
    const change = { given, closesCircuit: act === "close", renewsSecret: false };
    const done = await changeWebhook(deps, of, change);
    return done.ok ? ok({ message }) : err(refusalOf(done.error));
  });
}

export async function renewWebhookAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWNERS, async ({ deps }) => {
    const asked = z.object(key).safeParse(Object.fromEntries(form));
    if (!asked.success) return err(ALTERED);
    const secret = deps.ids.secret();
    const change = { given: {}, closesCircuit: false, renewsSecret: secret };
    const done = await changeWebhook(deps, asked.data, change);
    if (!done.ok) return err(refusalOf(done.error));
    const message = "Deliveries are signed with the new secret from now on";
    return ok({ message, revealed: { label: "New secret", value: secret } });
  });
}

export async function deleteWebhookAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWNERS, async ({ deps }) => {
    const asked = z.object(key).safeParse(Object.fromEntries(form));
    if (!asked.success) return err(ALTERED);
    const done = await deleteWebhook(deps, asked.data);
    if (!done.ok) return err(refusalOf(done.error));
    redirect(PATH);
  });
}

export async function replayDeliveryAction(
  previous: FormState,
  form: FormData,
): Promise<FormState> {
  return adminAction(previous, OPERATORS, async (begun) => {
    const asked = z.uuid().safeParse(form.get("delivery"));
    if (!asked.success) return err(ALTERED);
    const isSent = await replayOutgoing(asked.data, toldBy(begun, "event_callback.replayed"));
    const message = isSent ? "It is sent again in a moment" : "It is on its way already";
    return ok({ message });
  });
}

export async function replayIncomingAction(
  previous: FormState,
  form: FormData,
): Promise<FormState> {
  return adminAction(previous, OPERATORS, async (begun) => {
    const asked = z
      .object({ gatewayId: key.id, eventId: z.string().min(1).max(255) })
      .safeParse({ gatewayId: form.get("gateway"), eventId: form.get("event") });
    if (!asked.success) return err(ALTERED);
    const told = toldBy(begun, "webhook_event.replayed");
    const isWaiting = await replayIncoming(asked.data, told);
    return ok({ message: isWaiting ? "It is looked at again in a moment" : "It waits already" });
  });
}
