"use server";

import { redirect } from "next/navigation";
import {
  adminAction,
  type Begun,
  type Done,
  type Refused,
  refused,
} from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { findChoices } from "@/lib/methods/method-queries";
import {
  changeMethod,
  createMethod,
  deleteMethod,
  type MethodError,
  type MethodKey,
  moveMethod,
} from "@/lib/methods/save-method";
import { err, ok, type Result } from "@/lib/result";
import { refusalOf } from "../refusal-words";
import { idSchema, keyIn, methodIn, textIn } from "./method-input";

const LIST = "/admin/payment-methods";
const CONFIGURE = { path: LIST, permission: "configure" } as const;
const STRANGE = err(refused("Nothing was changed", { field: null, text: "Open the page anew." }));

type Answer = Promise<Result<Done, Refused>>;

/** An action about one method, which its form names. */
const aboutMethod = (
  previous: FormState,
  form: FormData,
  work: (about: Begun & { key: MethodKey }) => Answer,
) => {
  const key = keyIn(form);
  return adminAction(previous, CONFIGURE, async (begun) =>
    key === null ? STRANGE : work({ ...begun, key }),
  );
};

const IN_USE = refused("Nothing was deleted", {
  field: null,
  text: "Orders or payments were made with it, and keep it. Switch it off instead.",
});

const FIELDS: ReadonlyMap<string, string> = new Map([
  ["market", "market"],
  ["payment_gateway", "gateway"],
  ["currency_code", "currency"],
  ["payment_source_type", "gateway"],
]);
const BY_HAND = refused("Nothing was saved yet", {
  field: null,
  text: "Untick “Capture as soon as it is authorized”: that a transfer has arrived is for somebody to say.",
});

function refusedBy(error: MethodError): Refused {
  if (error.code === "method_in_use") return IN_USE;
  const isByHand =
    error.code === "invalid_input" && error.issues.some(({ path }) => path === "auto_capture");
  return isByHand ? BY_HAND : refusalOf(error, (path) => FIELDS.get(path) ?? null);
}

/** The list says what was done: what was pressed is not on the page any more. */
const listOf = (marketId: string | null | undefined, is: "new" | "deleted") =>
  `${LIST}?${new URLSearchParams({ ...(marketId ? { market: marketId } : {}), is })}`;

export async function createMethodAction(previous: FormState, form: FormData) {
  const id = idSchema.safeParse(textIn(form, "id"));
  return adminAction(previous, CONFIGURE, async ({ merchant, deps }): Answer => {
    if (!id.success) return STRANGE;
    const given = methodIn(form, await findChoices(merchant));
    if (!given.ok) return err(refused("Nothing was saved yet", ...given.error));
    const key = { id: id.data, mode: given.value.gateway.mode };
    const made = await createMethod(deps, key, given.value);
    if (!made.ok) return err(refusedBy(made.error));
    redirect(listOf(given.value.marketId, "new"));
  });
}

export async function changeMethodAction(previous: FormState, form: FormData) {
  return aboutMethod(previous, form, async ({ merchant, deps, key }): Answer => {
    const choices = await findChoices(merchant);
    const gateways = choices.gateways.filter(({ mode }) => mode === key.mode);
    const given = methodIn(form, { ...choices, gateways });
    if (!given.ok) return err(refused("Nothing was saved yet", ...given.error));
    const done = await changeMethod(deps, key, given.value);
    if (!done.ok) return err(refusedBy(done.error));
    return ok({ message: `${given.value.name} is saved. Shoppers read it from now on.` });
  });
}

export async function switchMethodAction(previous: FormState, form: FormData) {
  return aboutMethod(previous, form, async ({ deps, key }): Answer => {
    const isEnabled = textIn(form, "to") === "on";
    const done = await changeMethod(deps, key, { isEnabled });
    if (!done.ok) return err(refusedBy(done.error));
    const name = textIn(form, "name");
    return ok({ message: isEnabled ? `${name} is offered.` : `${name} is offered no longer.` });
  });
}

export async function deleteMethodAction(previous: FormState, form: FormData) {
  return aboutMethod(previous, form, async ({ deps, key }): Answer => {
    const done = await deleteMethod(deps, key);
    if (!done.ok) return err(refusedBy(done.error));
    redirect(listOf(idSchema.safeParse(textIn(form, "market")).data, "deleted"));
  });
}

export async function moveMethodAction(previous: FormState, form: FormData) {
  return adminAction(previous, CONFIGURE, async ({ deps }): Answer => {
    const names = ["market", "upper", "lower"];
    const [market, upper, lower] = names.map((name) => idSchema.safeParse(textIn(form, name)).data);
    if (!market || !upper || !lower) return STRANGE;
    const done = await moveMethod(deps, { marketId: market, upperId: upper, lowerId: lower });
    if (!done.ok) return err(refusedBy(done.error));
    return ok({ message: "Shoppers read them in this order from now on." });
  });
}
