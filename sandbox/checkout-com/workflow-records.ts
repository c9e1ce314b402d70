/** Registered webhooks: which events of an account go where, and signed with what. */
import { z } from "zod";
import type { Context } from "../core/context";

const WORKFLOWS = "checkout_com.workflows";

const condition = z.discriminatedUnion(
  "type",
  [
    z.looseObject({
      type: z.literal("event"),
      events: z.record(z.string(), z.array(z.string()), "events_required"),
    }),
    z.looseObject({
      type: z.literal("processing_channel"),
      processing_channels: z.array(z.string(), "processing_channels_required"),
    }),
    // An account of the sandbox is one entity, so that every event fits.
    z.looseObject({ type: z.literal("entity"), entities: z.array(z.string()).optional() }),
  ],
  "condition_type_invalid",
);
const action = z.looseObject({
  type: z.literal("webhook", "action_type_invalid"),
  url: z.string("url_required").refine((url) => /^https?:$/.test(protocolOf(url)), "url_invalid"),
  headers: z.record(z.string(), z.string(), "headers_invalid").optional(),
  signature: z.looseObject({ key: z.string("signature_key_required").min(1) }).optional(),
});

export const workflowRequest = z.looseObject({
  name: z.string("name_invalid").max(100, "name_invalid").optional(),
  active: z.boolean("active_invalid").optional(),
  conditions: z.array(condition, "conditions_invalid").optional(),
  actions: z.array(action, "actions_required").min(1, "actions_required"),
});
export const workflowPatch = workflowRequest.pick({ name: true, active: true });

export type WorkflowRecord = {
  id: string;
  account: string;
  name: string;
  active: boolean;
  conditions: ({ id: string } & z.infer<typeof condition>)[];
  actions: ({ id: string } & z.infer<typeof action>)[];
};

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : "";
}

export function buildWorkflow(
  context: Context,
  identity: { id: string; account: string },
  body: z.infer<typeof workflowRequest>,
): WorkflowRecord {
  return {
    ...identity,
    name: body.name ?? "Webhook",
    active: body.active ?? true,
    conditions: (body.conditions ?? []).map((c) => ({ id: context.ids.base32("wfc_"), ...c })),
    actions: body.actions.map((a) => ({ id: context.ids.base32("wfa_"), ...a })),
  };
}

export function saveWorkflow(context: Context, workflow: WorkflowRecord): WorkflowRecord {
  return context.store.put(WORKFLOWS, workflow.id, workflow);
}

export function deleteWorkflow(context: Context, workflow: WorkflowRecord): void {
  context.store.delete(WORKFLOWS, workflow.id);
}

export function listWorkflows(context: Context, account: string): WorkflowRecord[] {
  return context.store.list<WorkflowRecord>(WORKFLOWS).filter((w) => w.account === account);
}

export function findWorkflow(context: Context, account: string, id: string): WorkflowRecord | null {
  const workflow = context.store.get<WorkflowRecord>(WORKFLOWS, id);
  return workflow !== undefined && workflow.account === account ? workflow : null;
}

/** True when every condition fits; a workflow without conditions takes every event. */
export function takes(
  workflow: WorkflowRecord,
  event: { type: string; processingChannelId: string | null },
): boolean {
  if (!workflow.active) return false;
  return workflow.conditions.every((candidate) => fits(candidate, event));
}

function fits(
  candidate: WorkflowRecord["conditions"][number],
  event: { type: string; processingChannelId: string | null },
): boolean {
  switch (candidate.type) {
    case "event":
      return Object.values(candidate.events).some((types) => types.includes(event.type));
    case "processing_channel":
      return (
        event.processingChannelId === null ||
        candidate.processing_channels.includes(event.processingChannelId)
      );
    case "entity":
      return true;
  }
}
