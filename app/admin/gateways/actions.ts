"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { refused } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import type { GatewayGiven } from "@/lib/gateways/gateway";
import type { ConfigField } from "@/lib/gateways/gateway-kinds";
import { changeGateway, createGateway, deleteGateway } from "@/lib/gateways/save-gateway";
import { readSharedSecret } from "@/lib/gateways/signing-secret";
import { err, ok } from "@/lib/result";
import { type Answer, aboutGateway, LIST } from "./gateway-action";
import { configIn, textIn } from "./gateway-input";
import { gatewayRefusalOf } from "./gateway-refusals";

const NAMELESS = { field: "name", text: "Enter a name of up to 255 letters, like Stripe Europe." };

const nameSchema = z.string().min(1).max(255);

/** Name and settings as they were entered; what is wrong with the settings is told beside a missing name. */
function givenIn(form: FormData, fields: readonly ConfigField[]): GatewayGiven | null {
  const name = nameSchema.safeParse(textIn(form, "name"));
  return name.success ? { name: name.data, config: configIn(form, fields) } : null;
}

export async function createGatewayAction(previous: FormState, form: FormData) {
  return aboutGateway(previous, form, async ({ deps, key, kind }): Answer => {
    const given = givenIn(form, kind.fields);
    if (given === null) return err(refused("Nothing was saved yet", NAMELESS));
    const checks = form.has("checks");
    const made = await createGateway(deps, { ...key, given, checks });
    if (!made.ok) {
      return err(gatewayRefusalOf(made.error, { kind, mode: key.mode, fields: kind.fields }));
    }
    const page = `${LIST}/${key.id}`;
    if (!kind.makesSharedSecret) redirect(`${page}?is=new`);
    const shared = await readSharedSecret(key);
    const message = `${given.name} is set up.`;
    if (!shared.ok) return ok({ message });
    const revealed = { label: "Shared secret", value: shared.value.secret };
    return ok({ message, revealed, next: { label: "I have copied it: go on", href: page } });
  });
}

export async function changeSettingsAction(previous: FormState, form: FormData) {
  return aboutGateway(previous, form, async ({ deps, key, kind }): Answer => {
    const fields = kind.fields.filter(({ group }) => group === "settings");
    const given = givenIn(form, fields);
    if (given === null) return err(refused("Nothing was saved yet", NAMELESS));
    const change = { given, checks: false, renewsSecret: false };
    const done = await changeGateway(deps, key, change);
    if (!done.ok) return err(gatewayRefusalOf(done.error, { kind, mode: key.mode, fields }));
    return ok({ message: `${given.name} is saved.` });
  });
}

export async function replaceKeysAction(previous: FormState, form: FormData) {
  return aboutGateway(previous, form, async ({ deps, key, kind }): Answer => {
    const fields = kind.fields.filter(({ group }) => group === "keys");
    const given = { config: configIn(form, fields) };
    const change = { given, checks: form.has("checks"), renewsSecret: false };
    const done = await changeGateway(deps, key, change);
    if (!done.ok) return err(gatewayRefusalOf(done.error, { kind, mode: key.mode, fields }));
    return ok({ message: "The keys are replaced. The next payment uses them." });
  });
}

export async function deleteGatewayAction(previous: FormState, form: FormData) {
  return aboutGateway(previous, form, async ({ deps, key, kind }): Answer => {
    const done = await deleteGateway(deps, key);
    if (!done.ok) return err(gatewayRefusalOf(done.error, { kind, mode: key.mode, fields: [] }));
    redirect(`${LIST}?is=deleted`);
  });
}
