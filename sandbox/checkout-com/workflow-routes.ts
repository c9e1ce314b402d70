/** /workflows: where an account's webhooks are registered, looked at and sent again. */
import type { Context } from "../core/context";
import type { Route, SandboxRequest, SandboxResponse } from "../core/http";
import { answer, invalid, notFound } from "./answers";
import { DISPUTE_EVENT_TYPES } from "./dispute-events";
import { deliver, EVENT_TYPES, findEvent, listEvents } from "./events";
import { isoTime } from "./payment-json";
import { secretRoute } from "./secret-route";
import { check } from "./validation";
import {
  buildWorkflow,
  deleteWorkflow,
  findWorkflow,
  listWorkflows,
  saveWorkflow,
  type WorkflowRecord,
  workflowPatch,
  workflowRequest,
} from "./workflow-records";

function links(workflow: WorkflowRecord, context: Context) {
  return { self: { href: `${context.publicUrl}/workflows/${workflow.id}` } };
}

function workflowJson(workflow: WorkflowRecord, context: Context): object {
  const { account: _account, ...visible } = workflow;
  return { ...visible, _links: links(workflow, context) };
}

function write(
  request: SandboxRequest,
  context: Context,
  identity: { id: string; account: string },
  status: number,
): SandboxResponse {
  const checked = check(workflowRequest, request.rawBody);
  if (!checked.ok) return invalid(checked.codes);
  const workflow = saveWorkflow(context, buildWorkflow(context, identity, checked.value));
  return status === 201
    ? answer(201, { id: workflow.id, _links: links(workflow, context) })
    : answer(200, workflowJson(workflow, context));
}

const one = (
  path: string,
  method: string,
  operation: string,
  act: (workflow: WorkflowRecord, request: SandboxRequest, context: Context) => SandboxResponse,
): Route =>
  secretRoute(method, path, operation, (request, context, account) => {
    const workflow = findWorkflow(context, account, request.params.id ?? "");
    return workflow === null ? notFound() : act(workflow, request, context);
  });

const described = (ids: readonly string[]): object[] =>
  ids.map((id) => ({
    id,
    display_name: id.replaceAll("_", " "),
    description: `Sent when: ${id.replaceAll("_", " ")}.`,
  }));

const eventTypes: object[] = [
  {
    id: "gateway",
    display_name: "Gateway",
    description: "Payments",
    events: described(EVENT_TYPES),
  },
  {
    id: "dispute",
    display_name: "Dispute",
    description: "Disputes",
    events: described(DISPUTE_EVENT_TYPES),
  },
];

export const workflowRoutes: Route[] = [
  secretRoute("GET", "/workflows/event-types", "workflows.event_types", () =>
    answer(200, eventTypes),
  ),
  secretRoute(
    "GET",
    "/workflows/events/subject/:id",
    "workflows.events",
    (request, context, account) =>
      answer(200, {
        data: listEvents(context, account, request.params.id ?? "").map((event) => ({
          id: event.id,
          type: event.type,
          timestamp: isoTime(event.createdAtMs),
          _links: { self: { href: `${context.publicUrl}/workflows/events/${event.id}` } },
        })),
      }),
  ),
  secretRoute("GET", "/workflows/events/:id", "workflows.event", (request, context, account) => {
    const event = findEvent(context, account, request.params.id ?? "");
    return event === null ? notFound() : answer(200, JSON.parse(event.body));
  }),
  secretRoute(
    "POST",
    "/workflows/events/:id/reflow",
    "workflows.reflow",
    (request, context, account) => {
      const event = findEvent(context, account, request.params.id ?? "");
      if (event === null) return notFound();
      deliver(context, event);
      return answer(202, null);
    },
  ),
  secretRoute("POST", "/workflows", "workflows.create", (request, context, account) =>
    write(request, context, { id: context.ids.base32("wf_"), account }, 201),
  ),
  secretRoute("GET", "/workflows", "workflows.list", (_request, context, account) =>
    answer(200, {
      data: listWorkflows(context, account).map((workflow) => ({
        id: workflow.id,
        name: workflow.name,
        active: workflow.active,
        _links: links(workflow, context),
      })),
    }),
  ),
  one("/workflows/:id", "GET", "workflows.retrieve", (workflow, _request, context) =>
    answer(200, workflowJson(workflow, context)),
  ),
  one("/workflows/:id", "PUT", "workflows.replace", (workflow, request, context) =>
    write(request, context, { id: workflow.id, account: workflow.account }, 200),
  ),
  one("/workflows/:id", "PATCH", "workflows.update", (workflow, request, context) => {
    const checked = check(workflowPatch, request.rawBody);
    if (!checked.ok) return invalid(checked.codes);
    const { name = workflow.name, active = workflow.active } = checked.value;
    return answer(200, workflowJson(saveWorkflow(context, { ...workflow, name, active }), context));
  }),
  one("/workflows/:id", "DELETE", "workflows.delete", (workflow, _request, context) => {
    deleteWorkflow(context, workflow);
    return answer(204, null);
  }),
];
