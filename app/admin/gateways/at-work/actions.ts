"use server";

import { gatewayWordsOf } from "@/components/admin/gateway-forms";
import { refused } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { changeGateway } from "@/lib/gateways/save-gateway";
import {
  keepWebhookSecret,
  renewSharedSecret,
  renewWebhookSecret,
} from "@/lib/gateways/signing-secret";
import { resetCircuit } from "@/lib/payments/circuit-door";
import { err, ok } from "@/lib/result";
import { refusalOf } from "../../refusal-words";
import { type Answer, aboutGateway } from "../gateway-action";
import { seenEndIn, textIn } from "../gateway-input";
import { gatewayRefusalOf } from "../gateway-refusals";

/** Actions about a gateway that is set up: asking its provider, its switch, its circuit, its secrets. */

export async function checkGatewayAction(previous: FormState, form: FormData) {
  return aboutGateway(previous, form, async ({ deps, key, kind }): Answer => {
    const nothing = { given: { config: {} }, renewsSecret: false };
    const done = await changeGateway(deps, key, { ...nothing, checks: true });
    if (!done.ok) return err(gatewayRefusalOf(done.error, { kind, mode: key.mode, fields: [] }));
    const { asks } = gatewayWordsOf(key.type);
    return ok({ message: `${kind.displayName} was asked ${asks}, and took the keys.` });
  });
}

export async function switchGatewayAction(previous: FormState, form: FormData) {
  return aboutGateway(previous, form, async ({ deps, key, kind }): Answer => {
    const isEnabled = textIn(form, "to") === "on";
    const change = { given: { config: {}, isEnabled }, checks: false, renewsSecret: false };
    const done = await changeGateway(deps, key, change);
    if (!done.ok) return err(gatewayRefusalOf(done.error, { kind, mode: key.mode, fields: [] }));
    return ok({ message: isEnabled ? "The gateway is on." : "The gateway is off." });
  });
}

export async function resetCircuitAction(previous: FormState, form: FormData) {
  return aboutGateway(previous, form, async ({ deps, key }): Answer => {
    const done = await resetCircuit(deps, { gatewayId: key.id });
    if (!done.ok) return err(refusalOf(done.error));
    return ok({ message: "The circuit is closed. The next payment is sent at once." });
  });
}

export async function renewSharedSecretAction(previous: FormState, form: FormData) {
  return aboutGateway(previous, form, async ({ deps, key, kind }): Answer => {
    const done = await renewSharedSecret(deps, key, { seenEnd: seenEndIn(form) });
    if (!done.ok) return err(gatewayRefusalOf(done.error, { kind, mode: key.mode, fields: [] }));
    const revealed = { label: "Shared secret", value: done.value.secret };
    return ok({ message: "The shared secret is renewed.", revealed });
  });
}

export async function renewWebhookSecretAction(previous: FormState, form: FormData) {
  return aboutGateway(previous, form, async ({ deps, key, kind }): Answer => {
    const done = await renewWebhookSecret(deps, key, { seenEnd: seenEndIn(form) });
    if (!done.ok) return err(gatewayRefusalOf(done.error, { kind, mode: key.mode, fields: [] }));
    return ok({ message: `${kind.displayName} signs with a new secret from now on.` });
  });
}

export async function keepWebhookSecretAction(previous: FormState, form: FormData) {
  return aboutGateway(previous, form, async ({ deps, key, kind }): Answer => {
    const secret = textIn(form, "secret");
    if (secret === "") {
      return err(refused("Nothing was saved yet", { field: "secret", text: "Enter the secret." }));
    }
    const done = await keepWebhookSecret(deps, key, { secret, seenEnd: seenEndIn(form) });
    if (!done.ok) return err(gatewayRefusalOf(done.error, { kind, mode: key.mode, fields: [] }));
    return ok({ message: "The signing secret is kept. The one before is still believed." });
  });
}
