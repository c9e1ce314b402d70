/** Workflows: Checkout.com's way of registering a webhook. We choose the signing key. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { err, ok, type Result } from "../../result";
import type { ProviderError } from "../provider";
import { type CheckoutComCall, callCheckoutCom } from "./client";
import { errorOf } from "./errors";
import { workflowBody, workflowName } from "./requests";
import { unreadable } from "./responses";

const createdSchema = z.looseObject({ id: z.string() });
const listSchema = z.looseObject({
  data: z.array(z.looseObject({ id: z.string(), name: z.string().nullish() })),
});

/** The new workflow first, the old ones after: no event falls between. */
export async function registerWebhook(
  call: CheckoutComCall,
  url: string,
): Promise<Result<{ id: string; secret: string }, ProviderError>> {
  const secret = randomBytes(32).toString("hex");
  const body = workflowBody(url, secret);
  const created = await callCheckoutCom(
    call,
    { method: "POST", path: "/workflows", body, expected: () => 201 },
    (sdk) => sdk.workflows.add({ ...body }),
  );
  if (!created.ok) return err(errorOf(created.error));
  const parsed = createdSchema.safeParse(created.value);
  if (!parsed.success) return err(unreadable("workflow"));
  await removeOthers(call, url, parsed.data.id);
  return ok({ id: parsed.data.id, secret });
}

// One that cannot be removed sends events that fail our signature check: noise, not harm.
async function removeOthers(call: CheckoutComCall, url: string, kept: string): Promise<void> {
  const listed = await callCheckoutCom(
    call,
    { method: "GET", path: "/workflows", body: null, expected: () => 200 },
    (sdk) => sdk.workflows.getAll(),
  );
  const parsed = listSchema.safeParse(listed.ok ? listed.value : null);
  for (const { id, name } of parsed.data?.data ?? []) {
    if (name !== workflowName(url) || id === kept) continue;
    await callCheckoutCom(
      call,
      { method: "DELETE", path: `/workflows/${id}`, body: null, expected: () => 204 },
      (sdk) => sdk.workflows.remove(id),
    );
  }
}
