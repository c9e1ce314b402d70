"use server";

import { z } from "zod";
import { adminAction, type Begun, type Refused, refused } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import {
  type ApiClientError,
  createApiClient,
  renewSecret,
  setOrigins,
  setSwitchedOff,
} from "@/lib/api-clients/manage-api-clients";
import { err, ok } from "@/lib/result";

const OWNERS = { path: "/admin/developers", permission: "configure" } as const;

const id = z.string().regex(/^[A-Za-z]{10}$/);
const ALTERED = refused("Nothing was changed", {
  field: null,
  text: "The form was not complete. Open this page anew and try again.",
});

function wordsOf(error: ApiClientError): Refused {
  switch (error.code) {
    case "not_found":
      return refused("Nothing was changed", {
        field: null,
        text: "These credentials are not there any more. Open this page anew.",
      });
    case "invalid":
      return refused("Nothing was changed yet", { field: error.field, text: error.text });
    default:
      throw new Error(`Unknown: ${JSON.stringify(error satisfies never)}`);
  }
}

const made = z.object({
  name: z.string().max(200),
  kind: z.enum(["integration", "sales_channel"]),
  scope: z.string().regex(/^market:(all|\d{1,9})$/),
  mode: z.enum(["test", "live"]).optional(),
  origins: z.string().max(4000),
});

export async function createClientAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWNERS, async ({ deps }: Begun) => {
    const given = made.safeParse(Object.fromEntries(form));
    if (!given.success) return err(ALTERED);
    // A shop on the sandbox has no live side.
    const mode = deps.settings.isTest ? "test" : (given.data.mode ?? "test");
    const created = await createApiClient(deps, { ...given.data, mode });
    if (!created.ok) return err(wordsOf(created.error));
    const { clientId, secret } = created.value;
    const message = `${given.data.name.trim()} may speak to the API`;
    if (secret === null) return ok({ message });
    const value = `client_id ${clientId}  client_secret ${secret}`;
    return ok({ message, revealed: { label: "Credentials", value } });
  });
}

export async function renewSecretAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWNERS, async ({ deps }) => {
    const given = id.safeParse(form.get("client"));
    if (!given.success) return err(ALTERED);
    const renewed = await renewSecret(deps, given.data);
    if (!renewed.ok) return err(wordsOf(renewed.error));
    const revealed = { label: "New secret", value: renewed.value.secret };
    return ok({ message: "The old secret and its tokens have ended", revealed });
  });
}

export async function switchClientAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWNERS, async ({ deps }) => {
    const asked = z.object({ client: id, to: z.enum(["off", "on"]) });
    const given = asked.safeParse(Object.fromEntries(form));
    if (!given.success) return err(ALTERED);
    const isDisabled = given.data.to === "off";
    const done = await setSwitchedOff(deps, given.data.client, isDisabled);
    if (!done.ok) return err(wordsOf(done.error));
    return ok({ message: isDisabled ? "Switched off, its tokens have ended" : "Switched on" });
  });
}

export async function originsAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWNERS, async ({ deps }) => {
    const asked = z.object({ client: id, origins: z.string().max(4000) });
    const given = asked.safeParse(Object.fromEntries(form));
    if (!given.success) return err(ALTERED);
    const done = await setOrigins(deps, given.data.client, given.data.origins);
    return done.ok ? ok({ message: "The sites are kept" }) : err(wordsOf(done.error));
  });
}
